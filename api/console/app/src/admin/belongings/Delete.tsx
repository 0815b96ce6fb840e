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
        label: "Delete",
        title: `Delete ${name}?`,
        effect: `${effect} What is shared has to be taken back from everybody first.`,
        danger: true,
        confirm: "Delete",
        run: async () => {
          await remove(of);
          return "Deleted";
        },
      }}
    />
  );
}
