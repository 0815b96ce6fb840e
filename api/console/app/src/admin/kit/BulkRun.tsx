import { useState } from "react";
import { Button, useListContext, useNotify, useRefresh, useUnselectAll } from "react-admin";

import { told } from "../frame/SignInPage";
import { useMay, type Scope } from "../plane/rights";
import { ActionDialogue } from "./ActionButton";

interface BulkProps {
  readonly scope: Scope;
  readonly label: string;
  /** The question, with `%d` for how many. */
  readonly question: string;
  readonly effect: string;
  readonly danger?: boolean;
  /** Does it for all at once: all or none. */
  readonly run?: (ids: string[]) => Promise<unknown>;
  /** Does it for one; each has its own outcome, and those that failed stay selected. */
  readonly each?: (id: string) => Promise<unknown>;
}

/** What became of each: how many were done, and which were not and why. */
export async function oneByOne(ids: readonly string[], each: (id: string) => Promise<unknown>): Promise<{ done: string[]; failed: Map<string, string> }> {
  const done: string[] = [];
  const failed = new Map<string, string>();
  for (const id of ids) {
    try {
      await each(id);
      done.push(id);
    } catch (error) {
      failed.set(id, told(error));
    }
  }
  return { done, failed };
}

/** A button over a list that does something to all rows that are selected. */
export function BulkRun({ scope, label, question, effect, danger, run, each }: BulkProps) {
  const may = useMay(scope);
  const [open, setOpen] = useState(false);
  const { selectedIds, resource, onSelect } = useListContext() as { selectedIds: string[]; resource: string; onSelect: (ids: string[]) => void };
  const unselectAll = useUnselectAll(resource);
  const notify = useNotify();
  const refresh = useRefresh();
  if (!may) {
    return null;
  }
  return (
    <>
      <Button
        label={label}
        color={danger === true ? "error" : "primary"}
        onClick={() => {
          setOpen(true);
        }}
      />
      <ActionDialogue
        open={open}
        close={() => {
          setOpen(false);
        }}
        action={{
          label,
          title: question.replace("%d", String(selectedIds.length)),
          effect,
          danger: danger === true,
          confirm: label,
          run: async () => {
            if (run !== undefined) {
              await run(selectedIds);
              unselectAll();
              return `Done: ${selectedIds.length}`;
            }
            const { done, failed } = await oneByOne(selectedIds, each ?? (() => Promise.resolve()));
            onSelect([...failed.keys()]);
            refresh();
            if (failed.size > 0) {
              notify(`Done: ${done.length}. Failed, and still selected: ${[...failed].map(([id, why]) => `${id} (${why})`).join("; ")}`, { type: "error", autoHideDuration: null, multiLine: true });
              return undefined;
            }
            return `Done: ${done.length}`;
          },
        }}
      />
    </>
  );
}
