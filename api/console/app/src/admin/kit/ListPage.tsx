import { Button, Card, useMediaQuery } from "@mui/material";
import DownloadIcon from "@mui/icons-material/Download";
import UploadIcon from "@mui/icons-material/Upload";
import { ColumnsButton, CreateButton, DataTable, FilterButton, List, Pagination, TopToolbar, useListContext, type SortPayload } from "react-admin";
import { Link } from "react-router";

import { t } from "../../language/words";
import { path } from "../plane/provider";
import { narrowing, traits } from "../plane/query";
import { useMay, useRights } from "../plane/rights";
import { useDensity } from "../frame/Density";
import { Chips } from "./Chips";
import { filterInput } from "./filters";
import type { ListOf } from "./list-of";
import { Cell, Nothing, PhoneRows, RowActions } from "./Rows";
import { useScrollBack } from "./scroll";
import { Selected, SelectRow } from "./Selected";

export type { Column, ListOf } from "./list-of";

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
      {t("Export")}
    </Button>
  );
}

function Actions<T>({ of, small }: { readonly of: ListOf<T>; readonly small: boolean }) {
  const rights = useRights();
  const mayCreate = useMay(of.creates?.scope ?? "users:write");
  const searched = (of.filters ?? []).some(({ always }) => always !== true);
  return (
    <TopToolbar sx={{ flexWrap: "wrap", ...(small ? { minHeight: 0, "&&": { py: 0 } } : {}) }}>
      {searched && <FilterButton disableSaveQuery />}
      {of.imports?.scopes.every((scope) => rights?.scopes.has(scope) === true) === true && (
        <Button size="small" component={Link} to={of.imports.to} startIcon={<UploadIcon />}>
          {t("Import")}
        </Button>
      )}
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
  delete within.imports;
  delete within.facets;
  return within;
}

/** A list: searched, filtered, sorted and paged on the server, with all of it in the address. */
export function ListPage<T>({ of }: { readonly of: ListOf<T> }) {
  const small = useMediaQuery((theme) => theme.breakpoints.down("md"));
  const [density] = useDensity();
  const { resource } = of;
  const kept = resource.replace(/\/[^/]+\//, "/");
  const search = of.search === undefined ? [] : [{ source: "q", label: of.search }];
  const inputs = [
    ...search.map((field) => filterInput(field, true, true)),
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
      <Place />
      <Chips fields={[...search, ...(of.filters ?? [])]} />
      {of.bulk !== undefined && !small && <Selected of={of}>{of.bulk}</Selected>}
      {small ? (
        <PhoneRows of={of} />
      ) : (
        <DataTable
          rowClick={false}
          size={density}
          bulkActionButtons={false}
          storeKey={`${kept}.columns`}
          // What names a row is not squeezed by what else there is.
          sx={{ "& td:first-of-type": { minWidth: of.bulk === undefined ? "9rem" : 0 }, "& td:nth-of-type(2)": { minWidth: of.bulk === undefined ? 0 : "9rem" } }}
          hiddenColumns={of.columns.filter(({ hidden }) => hidden === true).map(({ source }) => source)}
          empty={<Nothing of={of} />}
        >
          {of.bulk !== undefined && (
            <DataTable.Col source="select" label={t("Select")} disableSort>
              <SelectRow />
            </DataTable.Col>
          )}
          {of.columns.map((column, i) => (
            <DataTable.Col key={column.source + column.label} source={column.source} label={column.label} disableSort={column.sorts !== true} align={column.kind === "number" ? "right" : "left"}>
              <Cell column={column} of={of} first={i === 0} />
            </DataTable.Col>
          ))}
          {of.rowActions !== undefined && (
            <DataTable.Col source="actions" label={t("Actions")} disableSort>
              <RowActions of={of} />
            </DataTable.Col>
          )}
        </DataTable>
      )}
    </List>
  );
}

/** Marks the list, so that whoever comes back finds it where it was left. */
function Place() {
  const { isPending } = useListContext();
  return <span ref={useScrollBack(!isPending)} hidden />;
}
