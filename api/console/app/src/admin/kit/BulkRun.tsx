import { Alert, Button as PlainButton, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle, LinearProgress, Table, TableBody, TableCell, TableRow, Typography } from "@mui/material";
import { useId, useRef, useState } from "react";
import { Button, useListContext, useRefresh } from "react-admin";

import { t } from "../../language/words";
import { told } from "../plane/problem";
import { useMay, type Scope } from "../plane/rights";
import { patiently, together } from "../plane/together";
import { ActionDialogue } from "./ActionButton";
import { useWarning } from "./Guard";

interface BulkProps {
  readonly scope: Scope;
  readonly label: string;
  /** So many of the rows, such as "2 users". */
  readonly counted: (count: number) => string;
  readonly effect: string;
  readonly danger?: boolean;
  /** Does it for all at once: all or none. */
  readonly run?: (ids: string[]) => Promise<unknown>;
  /** Does it for one; each has its own outcome, and those that failed stay selected. */
  readonly each?: (id: string) => Promise<unknown>;
}

/** What became of each: which were done, and which were not and why; none after it was stopped. */
export async function oneByOne(
  ids: readonly string[],
  each: (id: string) => Promise<unknown>,
  signal: AbortSignal = new AbortController().signal,
  progress?: (done: number) => void,
): Promise<{ done: string[]; failed: Map<string, string> }> {
  const done: string[] = [];
  const failed = new Map<string, string>();
  await together(ids, signal, async (id) => {
    try {
      await patiently(signal, () => each(id));
      done.push(id);
    } catch (error) {
      failed.set(id, told(error));
    }
    progress?.(done.length + failed.size);
  });
  return { done, failed };
}

type Selected = { readonly selectedIds: string[]; readonly onSelect: (ids: string[]) => void };

/** A button over a list that does something to all rows that are selected. */
export function BulkRun(props: BulkProps) {
  const { scope, label, counted, effect, danger, run } = props;
  const may = useMay(scope);
  const [open, setOpen] = useState(false);
  const { selectedIds, onSelect } = useListContext() as Selected;
  if (!may) {
    return null;
  }
  const close = () => {
    setOpen(false);
  };
  return (
    <>
      <Button
        label={label}
        color={danger === true ? "error" : "primary"}
        onClick={() => {
          setOpen(true);
        }}
      />
      {open && run === undefined && <EachDialogue {...props} close={close} />}
      {run !== undefined && (
        <ActionDialogue
          open={open}
          close={close}
          action={{
            label,
            title: `${label} ${counted(selectedIds.length)}?`,
            effect,
            danger: danger === true,
            confirm: label,
            run: async () => {
              await run(selectedIds);
              onSelect([]);
              return t("Done: {rows}", { rows: counted(selectedIds.length) });
            },
          }}
        />
      )}
    </>
  );
}

interface Outcome {
  readonly done: number;
  readonly failed: ReadonlyMap<string, string>;
  /** Which were left out, since it was stopped. */
  readonly left: readonly string[];
}

/** Asks, does it for one after the other, and says of each that failed why; those can be tried again alone. */
function EachDialogue({ label, counted, effect, danger, each, close }: BulkProps & { readonly close: () => void }) {
  const { selectedIds, onSelect } = useListContext() as Selected;
  // What is asked about is what is done, whatever happens to the list meanwhile.
  const [ids, setIds] = useState<readonly string[]>(selectedIds);
  const [progress, setProgress] = useState<number>();
  const [outcome, setOutcome] = useState<Outcome>();
  const work = useRef<AbortController>(undefined);
  const refresh = useRefresh();
  const title = useId();
  const running = progress !== undefined;
  useWarning(running);

  async function started(these: readonly string[]): Promise<void> {
    const { signal } = (work.current = new AbortController());
    setIds(these);
    setOutcome(undefined);
    setProgress(0);
    const { done, failed } = await oneByOne(these, each ?? (() => Promise.resolve()), signal, setProgress);
    const left = these.filter((id) => !done.includes(id) && !failed.has(id));
    setProgress(undefined);
    setOutcome({ done: done.length, failed, left });
    refresh();
  }

  // Not before it is closed: without a selection there is nobody to show it.
  function closed(): void {
    if (outcome !== undefined) {
      onSelect([...outcome.failed.keys(), ...outcome.left]);
    }
    close();
  }

  return (
    <Dialog open onClose={running ? undefined : closed} fullWidth maxWidth="sm" aria-labelledby={title}>
      <DialogTitle id={title}>{outcome === undefined ? `${label} ${counted(ids.length)}?` : `${label}: ${counted(ids.length)}`}</DialogTitle>
      <DialogContent>
        {!running && outcome === undefined && <DialogContentText>{effect}</DialogContentText>}
        {running && <LinearProgress variant="determinate" value={(progress / ids.length) * 100} aria-label={label} />}
        <Typography role="status" sx={{ mt: 1 }}>
          {running && t("{done} of {rows}", { done: progress, rows: counted(ids.length) })}
          {outcome !== undefined && [t("Done: {rows}.", { rows: counted(outcome.done) }), ...(outcome.left.length > 0 ? [t("Stopped before {rows}.", { rows: counted(outcome.left.length) })] : [])].join(" ")}
        </Typography>
        {outcome !== undefined && outcome.failed.size > 0 && (
          <>
            <Alert severity="error" sx={{ mt: 1 }}>{t("{rows} failed and {count, plural, one {stays} other {stay}} selected.", { rows: counted(outcome.failed.size), count: outcome.failed.size })}</Alert>
            <Table size="small" aria-label={t("Failed")}>
              <TableBody>
                {[...outcome.failed].map(([id, why]) => (
                  <TableRow key={id}>
                    <TableCell component="th" scope="row" sx={{ overflowWrap: "anywhere" }}>
                      {id}
                    </TableCell>
                    <TableCell>{why}</TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          </>
        )}
      </DialogContent>
      <DialogActions>
        {running ? (
          <PlainButton
            onClick={() => {
              work.current?.abort();
            }}
          >
            {t("Stop")}
          </PlainButton>
        ) : (
          <PlainButton onClick={closed} autoFocus={danger === true && outcome === undefined}>
            {outcome === undefined ? t("Cancel") : t("Close")}
          </PlainButton>
        )}
        {outcome === undefined && (
          <PlainButton variant="contained" color={danger === true ? "error" : "primary"} disabled={running} onClick={() => void started(ids)}>
            {label}
          </PlainButton>
        )}
        {outcome !== undefined && outcome.failed.size > 0 && (
          <PlainButton variant="contained" onClick={() => void started([...outcome.failed.keys()])}>
            {t("Retry failed only ({failed})", { failed: outcome.failed.size })}
          </PlainButton>
        )}
      </DialogActions>
    </Dialog>
  );
}
