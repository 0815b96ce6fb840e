import { Box, Button, Typography } from "@mui/material";
import type { ReactNode } from "react";
import { CreateButton, useListContext, useRecordContext, type RaRecord } from "react-admin";

import { t } from "../../language/words";
import { useMay } from "../plane/rights";
import type { Column, ListOf } from "./list-of";
import { Flag, Moment, Status, To, Unbroken } from "./Show";
import { numbered } from "./text";

/** What no table has room for in one line: ids of machines, mostly. */
const LONG_WORD = /\S{25}/;

type Row<T> = T & RaRecord;

/** What a column shows of a row. */
function shown<T>(column: Column<T>, row: Row<T>): ReactNode {
  if (column.render !== undefined) {
    return column.render(row);
  }
  const value: unknown = column.source.split(".").reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], row);
  switch (column.kind ?? "text") {
    case "moment":
      return <Moment at={value as string | undefined} />;
    case "status":
      return <Status code={value as string | undefined} />;
    case "flag":
      return <Flag on={value as boolean | undefined} />;
    case "number":
      return typeof value === "number" ? numbered(value) : (value as string | undefined);
    case "text":
      return Array.isArray(value) ? value.join(", ") : typeof value === "string" && LONG_WORD.test(value) ? <Unbroken>{value}</Unbroken> : (value as string | number | undefined);
  }
}

export function Cell<T>({ column, of, first }: { readonly column: Column<T>; readonly of: ListOf<T>; readonly first: boolean }) {
  const row = useRecordContext<Row<T>>();
  if (row === undefined) {
    return null;
  }
  const content = shown(column, row);
  return first && of.to !== null ? <To to={of.to?.(row) ?? `/${of.resource}/${encodeURIComponent(row.id)}`}>{content ?? row.id}</To> : <>{content}</>;
}

/** No rows: whether nothing exists or nothing matches, and what to do next. */
export function Nothing<T>({ of }: { readonly of: ListOf<T> }) {
  const { filterValues, setFilters } = useListContext() as { filterValues: object; setFilters: (filters: object, displayed: object) => void };
  const mayCreate = useMay(of.creates?.scope ?? "users:write");
  const narrowed = Object.keys(filterValues).length > 0;
  return (
    <Box sx={{ p: 4, textAlign: "center" }} role="status">
      <Typography>{narrowed ? t("Nothing matches these filters.") : of.none}</Typography>
      {narrowed ? (
        <Button
          onClick={() => {
            setFilters({}, {});
          }}
        >
          {t("Clear filters")}
        </Button>
      ) : (
        of.creates !== undefined && mayCreate && <CreateButton label={of.creates.label} resource={of.resource} />
      )}
    </Box>
  );
}

/** On a phone each row is a card of its own: a table would have to be scrolled sideways. */
export function PhoneRows<T>({ of }: { readonly of: ListOf<T> }) {
  const { data, isPending } = useListContext<Row<T>>();
  if (isPending) {
    return <Typography sx={{ p: 2 }}>{t("Loading…")}</Typography>;
  }
  if (data === undefined || data.length === 0) {
    return <Nothing of={of} />;
  }
  return (
    <Box component="ul" sx={{ listStyle: "none", m: 0, p: 0 }}>
      {data.map((row) => (
        <Box component="li" key={row.id} sx={{ p: 2, borderBottom: 1, borderColor: "divider" }}>
          {of.columns
            .filter(({ hidden }) => hidden !== true)
            .map((column, i) => {
              const content = shown(column, row);
              if (content === undefined || content === null || content === "") {
                return null;
              }
              const linked = i === 0 && of.to !== null ? <To to={of.to?.(row) ?? `/${of.resource}/${encodeURIComponent(row.id)}`}>{content}</To> : content;
              return (
                <Box key={column.source + column.label} sx={{ display: "flex", gap: 1, justifyContent: "space-between", alignItems: "center", py: 0.25, overflowWrap: "anywhere" }}>
                  <Typography variant="body2" color="text.secondary" sx={{ flex: "none", maxWidth: "60%" }}>
                    {column.label}
                  </Typography>
                  <Typography variant="body2" component="div" sx={{ textAlign: "right", minWidth: 0 }}>
                    {linked}
                  </Typography>
                </Box>
              );
            })}
          {of.rowActions?.(row)}
        </Box>
      ))}
    </Box>
  );
}

/** What can be done to one row. */
export function RowActions<T>({ of }: { readonly of: ListOf<T> }) {
  const row = useRecordContext<Row<T>>();
  return row === undefined ? null : <Box sx={{ display: "flex", gap: 0.5 }}>{of.rowActions?.(row)}</Box>;
}
