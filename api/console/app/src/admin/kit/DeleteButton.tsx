import { useDataProvider } from "react-admin";
import { useNavigate } from "react-router";
import type { ReactNode } from "react";

import { t } from "../../language/words";
import { ActionButton } from "./ActionButton";

interface DeleteProps {
  readonly resource: string;
  readonly record: { readonly id: string };
  readonly name: string;
  readonly effect: ReactNode;
  /** Where one goes then. */
  readonly then: string;
  readonly disabled?: boolean;
  readonly because?: string | undefined;
}

/** Deletes what a card shows, if nobody has changed it since. */
export function DeleteButton({ resource, record, name, effect, then, disabled, because }: DeleteProps) {
  const provider = useDataProvider();
  const navigate = useNavigate();
  return (
    <ActionButton
      action={{
        label: t("Delete"),
        title: t("Delete {name}?", { name }),
        effect,
        danger: true,
        confirm: t("Delete"),
        disabled: disabled === true,
        because,
        run: async () => {
          await provider.delete(resource, { id: record.id, previousData: record });
          await navigate(then);
          return t("{name} was deleted", { name });
        },
      }}
    />
  );
}
