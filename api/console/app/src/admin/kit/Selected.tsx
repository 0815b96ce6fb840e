import { Box, Button, Checkbox, Typography } from "@mui/material";
import { useState, type ReactNode } from "react";
import { BulkActionsToolbar, useDataProvider, useListContext, useNotify, useRecordContext, type RaRecord, type SortPayload } from "react-admin";

import { t } from "../../language/words";
import type { ListOf } from "./list-of";
import { numbered } from "./text";
import { told } from "../plane/problem";

/** So many rows are selected at most: those a list numbers. */
const MOST = 10_000;
/** So many a server gives at once. */
const PAGE = 200;

interface Choice {
  readonly data?: readonly RaRecord<string>[];
  readonly total?: number;
  readonly selectedIds: string[];
  readonly onSelect: (ids: string[]) => void;
  readonly sort: SortPayload;
  readonly filterValues: object;
  readonly filter?: object;
}

/** Which rows are selected, all of the page or all that match, and what can be done to them. */
export function Selected<T>({ of, children }: { readonly of: ListOf<T>; readonly children: ReactNode }) {
  const { data = [], total, selectedIds, onSelect, sort, filterValues, filter } = useListContext() as unknown as Choice;
  const provider = useDataProvider();
  const notify = useNotify();
  const [busy, setBusy] = useState(false);

  async function all(): Promise<void> {
    setBusy(true);
    try {
      const ids: string[] = [];
      for (let page = 1; ids.length < MOST; page++) {
        const found = await provider.getList<RaRecord<string>>(of.resource, { pagination: { page, perPage: PAGE }, sort, filter: { ...filterValues, ...filter } });
        ids.push(...found.data.map(({ id }) => id));
        if (found.data.length < PAGE) {
          break;
        }
      }
      onSelect(ids.slice(0, MOST));
    } catch (error) {
      notify(told(error), { type: "error" });
    } finally {
      setBusy(false);
    }
  }

  if (data.length === 0) {
    return null;
  }
  const more = total !== undefined && total > data.length;
  return (
    <>
      <Box sx={{ display: "flex", flexWrap: "wrap", alignItems: "center", gap: 1, px: 1 }}>
        <Button
          size="small"
          onClick={() => {
            onSelect([...new Set([...selectedIds, ...data.map(({ id }) => id)])]);
          }}
        >
          {t("Select this page")}
        </Button>
        {more && (
          <Button size="small" disabled={busy || total > MOST} onClick={() => void all()}>
            {total > MOST ? t("More than {MOST} match: narrow them down to select all", { MOST: numbered(MOST) }) : t("Select all {total} matching", { total: numbered(total) })}
          </Button>
        )}
        {selectedIds.length > 0 && (
          <Button
            size="small"
            onClick={() => {
              onSelect([]);
            }}
          >
            {t("Select none")}
          </Button>
        )}
        <Typography variant="body2" role="status">
          {selectedIds.length > 0 && t("{count, plural, one {# row} other {# rows}} selected", { count: selectedIds.length })}
        </Typography>
      </Box>
      {selectedIds.length > 0 && <BulkActionsToolbar>{children}</BulkActionsToolbar>}
    </>
  );
}

/** Chooses a row for what is done to several. */
export function SelectRow() {
  const row = useRecordContext<RaRecord<string>>();
  const { selectedIds, onToggleItem } = useListContext() as unknown as { selectedIds: string[]; onToggleItem: (id: string) => void };
  return row === undefined ? null : (
    <Checkbox
      size="small"
      checked={selectedIds.includes(row.id)}
      slotProps={{ input: { "aria-label": t("Select {name}", { name: row.id }) } }}
      onChange={() => {
        onToggleItem(row.id);
      }}
    />
  );
}
