import { Box, Table, TableBody, TableCell, TableHead, TableRow } from "@mui/material";

import type { Schemas } from "../plane/api";
import type { JsonObject } from "../plane/patch";
import { Details } from "./Details";
import { ListPage, type ListOf } from "./ListPage";
import { Facts, Moment } from "./Show";
import { localTime, utc, worded } from "./text";

type Row = Schemas["AuditRecord"];

const VERBS: Readonly<Record<string, string>> = { GET: "Read", POST: "Add", PUT: "Set", PATCH: "Change", DELETE: "Remove" };

/** What was done, as one reads it: an operation is a method and a route, such as `PUT /api/v1/users/{id}/folders/{place}`. */
export function deed({ operation }: Pick<Row, "operation">): string {
  const [method = "", route] = operation.split(" ");
  if (route === undefined) {
    return worded(operation);
  }
  const segments = route.split("/").filter((segment) => segment !== "" && segment !== "api" && segment !== "v1");
  const named = segments.filter((segment) => !segment.startsWith("{"));
  const one = segments.at(-1)?.startsWith("{") === true;
  const noun = worded(named.at(-1) ?? "").toLowerCase();
  const owner = named.length > 1 ? ` of ${worded(named.at(-2) ?? "").toLowerCase()}` : "";
  return `${VERBS[method] ?? worded(method.toLowerCase())} ${one ? `one of ${noun}` : noun}${owner}`;
}

function value(of: JsonObject, name: string): string {
  const at = name.split(/[./]/).filter((segment) => segment !== "").reduce<unknown>((inner, segment) => (inner as JsonObject | undefined)?.[segment], of);
  return at === undefined ? "–" : typeof at === "string" ? at : JSON.stringify(at);
}

/** One record: everything, and what its object showed before and after. */
function Record({ row }: { readonly row: Row }) {
  const before = (row.changes?.before ?? {}) as JsonObject;
  const after = (row.changes?.after ?? {}) as JsonObject;
  const names = row.changes?.fields ?? [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return (
    <>
      <Facts
        of={[
          ["Operation", row.operation],
          ["Object", row.object],
          ["When", `${localTime(row.at)} (${utc(row.at)})`],
          ["Who", `${row.actor.kind} ${row.actor.id}`],
          ["On behalf of", row.onBehalfOf],
          ["Reason", row.reason],
          ["Answered", row.status],
          ["From", row.address],
          ["Browser", row.userAgent],
          ["Request", row.requestId],
          ["Hash", row.hash],
        ]}
      />
      {names.length > 0 && (
        <Table size="small" sx={{ mt: 2 }}>
          <TableHead>
            <TableRow>
              <TableCell>Field</TableCell>
              <TableCell>Before</TableCell>
              <TableCell>After</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {names.map((name) => (
              <TableRow key={name}>
                <TableCell component="th" scope="row">
                  {name}
                </TableCell>
                <TableCell>{value(before, name)}</TableCell>
                <TableCell>{value(after, name)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </>
  );
}

export function auditOf(resource: string, title: string, more: Partial<ListOf<Row>> = {}): ListOf<Row> {
  return {
    resource,
    title,
    to: null,
    columns: [
      { source: "at", label: "When", render: ({ at }) => <Moment at={at} /> },
      { source: "actor", label: "Who", render: ({ actor }) => `${actor.kind} ${actor.id}` },
      { source: "onBehalfOf", label: "On behalf of", hidden: true },
      { source: "operation", label: "What", render: (row) => deed(row) },
      { source: "object", label: "Object", render: ({ object }) => <span style={{ overflowWrap: "anywhere" }}>{object}</span> },
      { source: "status", label: "Answered", kind: "number" },
      { source: "address", label: "From", hidden: true },
      { source: "requestId", label: "Request", hidden: true },
    ],
    rowActions: (row) => (
      <Details label="Details" title={deed(row)}>
        {() => <Record row={row} />}
      </Details>
    ),
    none: "Nothing has been recorded.",
    ...more,
  };
}

/** What was done to one thing and what belongs to it. */
export function LogOf({ object }: { readonly object: string }) {
  return (
    <Box>
      <ListPage of={auditOf("audit", "Log", { within: true, filter: { object } })} />
    </Box>
  );
}
