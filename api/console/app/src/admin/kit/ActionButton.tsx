import { Button, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle, MenuItem, Tooltip } from "@mui/material";
import { forwardRef, useId, useState, type ReactNode } from "react";
import { Form, useNotify, useRefresh } from "react-admin";

import { t } from "../../language/words";
import { useAttempt } from "./attempt";
import { Fault } from "./Fault";
import { FieldInput, type Field } from "./fields";
import { once } from "../plane/api";

export interface Action<V extends object = Record<string, unknown>> {
  readonly label: string;
  readonly icon?: ReactNode;
  /** The question of the dialogue, with the name of what it is about. */
  readonly title: string;
  /** What it does, and to what; the server's word is shown when it refuses. */
  readonly effect?: ReactNode;
  readonly danger?: boolean;
  readonly fields?: readonly Field[];
  readonly initial?: Partial<V>;
  readonly confirm: string;
  readonly disabled?: boolean;
  /** Why it cannot be done now. */
  readonly because?: string | undefined;
  /** What is done; the page is read anew afterwards. `once` names it, so that sent again it is done once. @returns what to say then */
  readonly run: (values: V, once: string) => Promise<string | undefined>;
}

interface DialogueProps<V extends object> {
  readonly action: Action<V>;
  readonly open: boolean;
  readonly close: () => void;
  readonly children?: (values: V) => ReactNode;
}

/** Asks before something is done, waits for the server, and shows its word where it refuses. Done twice is done once. */
export function ActionDialogue<V extends object>({ action, open, close }: DialogueProps<V>) {
  const notify = useNotify();
  const refresh = useRefresh();
  const { busy, fault, attempt } = useAttempt();
  const [key, setKey] = useState(once);
  const id = useId();

  function submitted(values: V): Promise<unknown> {
    return attempt(async () => {
      const said = await action.run(values, key);
      setKey(once());
      close();
      if (said !== undefined) {
        notify(said, { type: "success" });
      }
      refresh();
    });
  }

  return (
    <Dialog
      open={open}
      onClose={busy ? undefined : close}
      fullWidth
      maxWidth="sm"
      aria-labelledby={id}
      // A click in the dialogue is none on the row it was opened from.
      onClick={(event) => {
        event.stopPropagation();
      }}
    >
      <Form<V & Record<string, unknown>> record={(action.initial ?? {})} onSubmit={submitted as never}>
        <DialogTitle id={id}>{action.title}</DialogTitle>
        <DialogContent>
          {action.effect !== undefined && <DialogContentText component="div">{action.effect}</DialogContentText>}
          <Fault says={fault} />
          {action.fields?.map((field) => <FieldInput key={field.source} field={field} />)}
        </DialogContent>
        <DialogActions>
          <Button onClick={close} disabled={busy} autoFocus={action.danger === true}>
            {t("Cancel")}
          </Button>
          <Button type="submit" variant="contained" color={action.danger === true ? "error" : "primary"} disabled={busy}>
            {action.confirm}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}

/** A button that opens the dialogue of an action. */
export function ActionButton<V extends object>({ action, size = "small" }: { readonly action: Action<V>; readonly size?: "small" | "medium" }) {
  const [open, setOpen] = useState(false);
  const colour = action.danger === true ? "error" : "primary";
  return (
    <>
      {action.disabled === true && action.because !== undefined ? (
        // It can be reached by whoever wants to know why, and does nothing.
        <Tooltip title={action.because} describeChild>
          <Button size={size} startIcon={action.icon} aria-disabled className="Mui-disabled" disableRipple sx={{ "&&": { pointerEvents: "auto", cursor: "default" } }}>
            {action.label}
          </Button>
        </Tooltip>
      ) : (
        <Button
          size={size}
          startIcon={action.icon}
          color={colour}
          disabled={action.disabled === true}
          onClick={() => {
            setOpen(true);
          }}
        >
          {action.label}
        </Button>
      )}
      {open && (
        <ActionDialogue
          action={action}
          open={open}
          close={() => {
            setOpen(false);
          }}
        />
      )}
    </>
  );
}

interface ItemProps {
  readonly label: string;
  readonly because?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly choose: () => void;
}

/** The same in a menu; whoever shows the menu shows the dialogue, since a menu closes at once. */
export const ActionItem = forwardRef<HTMLLIElement, ItemProps>(function ActionItem({ label, because, disabled, choose }, ref) {
  return (
    <MenuItem ref={ref} onClick={choose} disabled={disabled === true} title={because}>
      {label}
    </MenuItem>
  );
});
