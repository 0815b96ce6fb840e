import { t } from "../../language/words";
import { ActionButton } from "../kit/ActionButton";
import { remove } from "./changes";

interface DeleteProps {
  readonly of: string;
  readonly name: string;
  readonly effect: string;
}

/** Deletes what belongs to a user; the server refuses it while others have it. */
export function Delete({ of, name, effect }: DeleteProps) {
  return (
    <ActionButton
      action={{
        label: t("Delete"),
        title: t("Delete {name}?", { name }),
        effect: t("{effect} What is shared has to be taken back from everybody first.", { effect }),
        danger: true,
        confirm: t("Delete"),
        run: async () => {
          await remove(of);
          return t("Deleted");
        },
      }}
    />
  );
}
