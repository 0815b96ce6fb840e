import { Alert, Button, Dialog, DialogActions, DialogContent, DialogTitle, Table, TableBody, TableCell, TableHead, TableRow, Typography } from "@mui/material";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Form, useRefresh } from "react-admin";

import { t } from "../../language/words";
import { Async } from "../kit/Async";
import { useAttempt } from "../kit/attempt";
import { Fault } from "../kit/Fault";
import { FieldInput, type Field } from "../kit/fields";
import { send, type Schemas } from "../plane/api";
import { path } from "../plane/provider";
import { add, takeBack } from "./changes";

type SharedWith = Schemas["SharedWith"];
type Right = "mayChange" | "mayChangeObject" | "mayChangeCameras" | "mayChangeTrackers";

/** What another user may do with something shared, in the words of who shares it. */
export const RIGHTS_OF_DEVICE: Readonly<Partial<Record<Right, string>>> = { mayChange: t("May change it") };
export const RIGHTS_OF_OBJECT: Readonly<Partial<Record<Right, string>>> = {
  mayChangeObject: t("May change the object"),
  mayChangeCameras: t("May change its cameras"),
  mayChangeTrackers: t("May change its trackers"),
};

export interface SharesProps {
  /** The thing's path below `/api/v1/`. */
  readonly of: string;
  readonly name: string;
  readonly rights: Readonly<Partial<Record<Right, string>>>;
}

function has(rights: SharesProps["rights"], row: SharedWith): string {
  const named = Object.entries(rights).filter(([right]) => row[right as Right] === true);
  return named.length === 0 ? t("Looks at it") : named.map(([, says]) => says).join(", ");
}

function SharesDialogue({ of, name, rights, close }: SharesProps & { readonly close: () => void }) {
  const queries = useQueryClient();
  const [said, setSaid] = useState("");
  const { busy, fault, attempt } = useAttempt();
  const [turn, setTurn] = useState(0);
  const at = path(`${of}/shares`);
  const fields: Field[] = [
    { source: "to", label: t("Login of the other user"), required: true, help: t("Of a platform user the address of mail") },
    ...Object.entries(rights).map(([source, label]) => ({ source, label, kind: "flag" as const })),
  ];

  function done(what: () => Promise<unknown>, says: string): Promise<unknown> {
    setSaid("");
    return attempt(async () => {
      await what();
      await queries.invalidateQueries({ queryKey: [at] });
      setSaid(says);
      setTurn(turn + 1);
    });
  }

  return (
    <Dialog open onClose={busy ? undefined : close} fullWidth maxWidth="sm" aria-label={t("Share {name}", { name })}>
      <DialogTitle>{t("Share {name}", { name })}</DialogTitle>
      <DialogContent>
        <Fault says={fault} />
        <div role="status">{said !== "" && <Alert severity="success">{said}</Alert>}</div>
        <Async
          of={[at]}
          read={async (signal) => (await (await send(new Request(`${at}?limit=200`, { signal }))).json()) as { items: SharedWith[] }}
          show={({ items }) =>
            items.length === 0 ? (
              <Typography sx={{ my: 1 }}>{t("Nobody else has it.")}</Typography>
            ) : (
              <Table size="small" aria-label={t("Shared with")} sx={{ my: 1 }}>
                <TableHead>
                  <TableRow>
                    <TableCell>{t("User")}</TableCell>
                    <TableCell>{t("What they may")}</TableCell>
                    <TableCell>{t("Action")}</TableCell>
                  </TableRow>
                </TableHead>
                <TableBody>
                  {items.map((row) => (
                    <TableRow key={row.user}>
                      <TableCell sx={{ overflowWrap: "anywhere" }}>{row.login}</TableCell>
                      <TableCell>{has(rights, row)}</TableCell>
                      <TableCell>
                        <Button
                          size="small"
                          color="error"
                          disabled={busy}
                          aria-label={t("Take back from {login}", { login: row.login })}
                          onClick={() => void done(() => takeBack(`${of}/shares/${encodeURIComponent(row.user)}`), t("{login} has it no more", { login: row.login }))}
                        >
                          {t("Take back")}
                        </Button>
                      </TableCell>
                    </TableRow>
                  ))}
                </TableBody>
              </Table>
            )
          }
        />
        <Form
          key={turn}
          // Of the row it is opened from nothing is sent.
          record={{}}
          onSubmit={
            ((values: { to: string }) =>
              done(
                () => add(`${of}/shares`, values),
                t("Shared with {to}", { to: values.to }),
              )) as never
          }
        >
          {fields.map((field) => (
            <FieldInput key={field.source} field={field} />
          ))}
          <Button type="submit" variant="contained" disabled={busy}>
            {t("Share")}
          </Button>
        </Form>
      </DialogContent>
      <DialogActions>
        <Button onClick={close} disabled={busy}>
          {t("Close")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** A button that shows with whom a thing is shared, shares it, and takes it back. */
export function Shares(props: SharesProps) {
  const [open, setOpen] = useState(false);
  const refresh = useRefresh();
  return (
    <>
      <Button
        size="small"
        aria-label={t("Share {name}", { name: props.name })}
        onClick={() => {
          setOpen(true);
        }}
      >
        {t("Share")}
      </Button>
      {open && (
        <SharesDialogue
          {...props}
          close={() => {
            setOpen(false);
            refresh();
          }}
        />
      )}
    </>
  );
}
