import { Box, Button, Card, Checkbox, Typography, useMediaQuery } from "@mui/material";
import DownloadIcon from "@mui/icons-material/Download";
import { type ReactElement, type ReactNode } from "react";
import {
  BulkActionsToolbar,
  ColumnsButton,
  CreateButton,
  DataTable,
  FilterButton,
  List,
  Pagination,
  TopToolbar,
  useListContext,
  useRecordContext,
  type RaRecord,
  type SortPayload,
} from "react-admin";

import { path } from "../plane/provider";
import { narrowing, traits } from "../plane/query";
import { useMay, type Scope } from "../plane/rights";
import type { Field } from "./fields";
import { filterInput } from "./filters";
import { Flag, Moment, Status, To } from "./Show";

/** One column of a list. The first one names the row and links to its card. */
export interface Column<T> {
  readonly source: string;
  readonly label: string;
  readonly kind?: "text" | "moment" | "status" | "flag" | "number";
  readonly render?: (row: T) => ReactNode;
  /** Whether the list can be sorted by it; by nothing unless said so. */
  readonly sorts?: boolean;
  /** Whether it is shown only to those who choose it. */
  readonly hidden?: boolean;
}

/** A list page, as a declaration. */
export interface ListOf<T> {
  /** The list's path below `/api/v1/`. */
  readonly resource: string;
  readonly title: string;
  readonly columns: readonly Column<T>[];
  readonly filters?: readonly (Field & { readonly always?: boolean })[];
  readonly search?: string;
  readonly sort?: { readonly field: string; readonly order: "ASC" | "DESC" };
  /** Filters whose codes are counted. */
  readonly facets?: readonly string[];
  /** Where a row leads; its card unless said otherwise, nowhere with `null`. */
  readonly to?: ((row: T) => string) | null;
  readonly creates?: { readonly scope: Scope; readonly label: string };
  /** The path of the same list as a file. */
  readonly exports?: string;
  readonly bulk?: ReactElement;
  readonly actions?: ReactNode;
  /** At the end of each row. */
  readonly rowActions?: (row: T) => ReactNode;
  /** What is always asked for. */
  readonly filter?: Readonly<Record<string, unknown>>;
  readonly none: string;
  /** Whether it stands in a tab of a card: without a title of its own. */
  readonly within?: boolean;
}

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
    case "text":
    case "number":
      return Array.isArray(value) ? value.join(", ") : (value as string | number | undefined);
  }
}

function Cell<T>({ column, of, first }: { readonly column: Column<T>; readonly of: ListOf<T>; readonly first: boolean }) {
  const row = useRecordContext<Row<T>>();
  if (row === undefined) {
    return null;
  }
  const content = shown(column, row);
  return first && of.to !== null ? <To to={of.to?.(row) ?? `/${of.resource}/${encodeURIComponent(row.id)}`}>{content ?? row.id}</To> : <>{content}</>;
}

function Nothing({ none }: { readonly none: string }) {
  const { filterValues, setFilters } = useListContext() as { filterValues: object; setFilters: (filters: object, displayed: object) => void };
  const narrowed = Object.keys(filterValues).length > 0;
  return (
    <Box sx={{ p: 4, textAlign: "center" }} role="status">
      <Typography>{narrowed ? "Nothing matches these filters." : none}</Typography>
      {narrowed && (
        <Button
          onClick={() => {
            setFilters({}, {});
          }}
        >
          Clear filters
        </Button>
      )}
    </Box>
  );
}

/** On a phone each row is a card of its own: a table would have to be scrolled sideways. */
function PhoneRows<T>({ of }: { readonly of: ListOf<T> }) {
  const { data, isPending } = useListContext<Row<T>>();
  if (isPending) {
    return <Typography sx={{ p: 2 }}>Loading…</Typography>;
  }
  if (data === undefined || data.length === 0) {
    return <Nothing none={of.none} />;
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
                  <Typography variant="body2" color="text.secondary">
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

/** The list as a file, as it is filtered and sorted now. A link, so that the browser saves what comes while it comes. */
function ExportLink({ at, resource }: { readonly at: string; readonly resource: string }) {
  const { sort, filterValues, filter } = useListContext() as { sort: SortPayload; filterValues: object; filter?: object };
  const query = narrowing({ sort, filter: { ...filterValues, ...filter } }, traits(resource));
  query.set("format", "csv");
  if (!traits(resource).sorted) {
    query.delete("sort");
  }
  return (
    <Button size="small" component="a" href={`${path(at)}?${query.toString()}`} download startIcon={<DownloadIcon />}>
      Export
    </Button>
  );
}

function Actions<T>({ of, small }: { readonly of: ListOf<T>; readonly small: boolean }) {
  const mayCreate = useMay(of.creates?.scope ?? "users:write");
  const searched = (of.filters ?? []).some(({ always }) => always !== true);
  return (
    <TopToolbar sx={{ flexWrap: "wrap" }}>
      {searched && <FilterButton disableSaveQuery />}
      {of.creates !== undefined && mayCreate && <CreateButton label={of.creates.label} resource={of.resource} />}
      {of.actions}
      {!small && <ColumnsButton storeKey={`${of.resource.replace(/\/[^/]+\//, "/")}.columns`} />}
      {of.exports !== undefined && <ExportLink at={of.exports} resource={of.resource} />}
    </TopToolbar>
  );
}

function Pages() {
  return <Pagination rowsPerPageOptions={[10, 25, 50, 100, 200]} />;
}

/** The same list to be looked at within a card, without what is done to several or made there. */
export function plain<T>(of: ListOf<T>): ListOf<T> {
  const within: { -readonly [K in keyof ListOf<T>]: ListOf<T>[K] } = { ...of };
  delete within.bulk;
  delete within.creates;
  delete within.exports;
  delete within.facets;
  return within;
}

/** A list: searched, filtered, sorted and paged on the server, with all of it in the address. */
export function ListPage<T>({ of }: { readonly of: ListOf<T> }) {
  const small = useMediaQuery((theme) => theme.breakpoints.down("md"));
  const { resource } = of;
  const kept = resource.replace(/\/[^/]+\//, "/");
  const inputs = [
    ...(of.search === undefined ? [] : [filterInput({ source: "q", label: of.search }, true, true)]),
    ...(of.filters ?? []).map((field) => filterInput(field, field.always === true)),
  ];
  return (
    <List
      resource={resource}
      title={of.within === true ? " " : of.title}
      actions={<Actions of={of} small={small} />}
      sort={of.sort ?? { field: "", order: "ASC" }}
      perPage={25}
      pagination={<Pages />}
      empty={false}
      exporter={false}
      storeKey={of.within === true ? false : `${kept}.list`}
      {...(inputs.length > 0 ? { filters: inputs } : {})}
      {...(of.filter === undefined ? {} : { filter: of.filter })}
      queryOptions={{ meta: { facets: of.facets }, placeholderData: (before: unknown) => before as never }}
      component={Card}
    >
      {small ? (
        <PhoneRows of={of} />
      ) : (
        <>
        {of.bulk !== undefined && <Selected>{of.bulk}</Selected>}
        <DataTable
          rowClick={false}
          bulkActionButtons={false}
          storeKey={`${kept}.columns`}
          hiddenColumns={of.columns.filter(({ hidden }) => hidden === true).map(({ source }) => source)}
          empty={<Nothing none={of.none} />}
        >
          {of.bulk !== undefined && (
            <DataTable.Col source="select" label="Select" disableSort>
              <SelectRow />
            </DataTable.Col>
          )}
          {of.columns.map((column, i) => (
            <DataTable.Col key={column.source + column.label} source={column.source} label={column.label} disableSort={column.sorts !== true} align={column.kind === "number" ? "right" : "left"}>
              <Cell column={column} of={of} first={i === 0} />
            </DataTable.Col>
          ))}
          {of.rowActions !== undefined && (
            <DataTable.Col source="actions" label="Actions" disableSort>
              <RowActions of={of} />
            </DataTable.Col>
          )}
        </DataTable>
        </>
      )}
    </List>
  );
}

/** What can be done to the rows that are selected, while some are. */
function Selected({ children }: { readonly children: ReactNode }) {
  const { selectedIds } = useListContext() as { selectedIds: string[] };
  return selectedIds.length > 0 ? <BulkActionsToolbar>{children}</BulkActionsToolbar> : null;
}

/** Chooses a row for what is done to several. */
function SelectRow() {
  const row = useRecordContext<RaRecord<string>>();
  const { selectedIds, onToggleItem } = useListContext() as { selectedIds: string[]; onToggleItem: (id: string) => void };
  return row === undefined ? null : (
    <Checkbox
      size="small"
      checked={selectedIds.includes(row.id)}
      slotProps={{ input: { "aria-label": `Select ${row.id}` } }}
      onChange={() => {
        onToggleItem(row.id);
      }}
    />
  );
}

function RowActions<T>({ of }: { readonly of: ListOf<T> }) {
  const row = useRecordContext<Row<T>>();
  return row === undefined ? null : <Box sx={{ display: "flex", gap: 0.5 }}>{of.rowActions?.(row)}</Box>;
}

