import { Box, Table, TableBody, TableCell, TableHead, TableRow } from "@mui/material";

import { message, t, type Message } from "../../language/words";
import type { Schemas } from "../plane/api";
import type { JsonObject } from "../plane/patch";
import { Details } from "./Details";
import { ListPage, type ListOf } from "./ListPage";
import { Facts, Moment } from "./Show";
import { actor, english, localTime, utc, worded } from "./text";

type Row = Schemas["AuditRecord"];

const DEEDS: Readonly<Record<string, (what: string) => string>> = {
  GET: (what) => t("read {what}", { what }),
  POST: (what) => t("added {what}", { what }),
  PUT: (what) => t("set {what}", { what }),
  PATCH: (what) => t("changed {what}", { what }),
  DELETE: (what) => t("removed {what}", { what }),
};

/** What one of a collection is called, in English. */
export function one(of: string): Message {
  const noun = english(of).toLowerCase();
  return message(noun.endsWith("sses") ? noun.slice(0, -2) : noun.endsWith("ies") ? `${noun.slice(0, -3)}y` : noun.replace(/s$/, ""));
}

/** What was done, as one reads it: an operation is a method and a route, such as `PUT /api/v1/users/{id}/folders/{place}`. */
export function deed({ operation, object }: Pick<Row, "operation" | "object">): string {
  const [method = "", route] = operation.split(" ");
  if (route === undefined) {
    return worded(operation).toLowerCase();
  }
  const shape = route.split("/").filter((segment) => segment !== "" && segment !== "api" && segment !== "v1");
  const names = object.split("/");
  const said: string[] = [];
  for (let at = shape.length - 1; at >= 0; at--) {
    const given = shape[at]?.startsWith("{") === true;
    const noun = shape[given ? at - 1 : at] ?? "";
    said.push(given ? `${t(one(noun))} ${decodeURIComponent(names[at] ?? "")}`.trim() : t(message(english(noun).toLowerCase())));
    at -= given ? 1 : 0;
  }
  const what = said.reduceRight((whole, part) => t("{part} of {whole}", { part, whole }));
  return DEEDS[method]?.(what) ?? `${method.toLowerCase()} ${what}`;
}

/** Who did what, for whom: a sentence. */
export function sentence(row: Pick<Row, "operation" | "object" | "actor" | "onBehalfOf">): string {
  const who = actor(row.actor);
  const did = deed(row);
  return row.onBehalfOf === undefined ? t("{who} {did}", { who, did }) : t("{who}, for {whom}, {did}", { who, whom: row.onBehalfOf, did });
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
          [t("Operation"), row.operation],
          [t("Object"), row.object],
          [t("When"), `${localTime(row.at)} (${utc(row.at)})`],
          [t("Who"), actor(row.actor)],
          [t("On behalf of"), row.onBehalfOf],
          [t("Reason"), row.reason],
          [t("Answered"), row.status],
          [t("From"), row.address],
          [t("Browser"), row.userAgent],
          [t("Request"), row.requestId],
          [t("Hash"), row.hash],
        ]}
      />
      {names.length > 0 && (
        <Table size="small" sx={{ mt: 2 }}>
          <TableHead>
            <TableRow>
              <TableCell>{t("Field")}</TableCell>
              <TableCell>{t("Before")}</TableCell>
              <TableCell>{t("After")}</TableCell>
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
      { source: "at", label: t("When"), render: ({ at }) => <Moment at={at} /> },
      { source: "operation", label: t("What"), render: (row) => <span style={{ overflowWrap: "anywhere" }}>{sentence(row)}</span> },
      { source: "actor", label: t("Who"), hidden: true, render: (row) => actor(row.actor) },
      { source: "onBehalfOf", label: t("On behalf of"), hidden: true },
      { source: "object", label: t("Object"), hidden: true, render: ({ object }) => <span style={{ overflowWrap: "anywhere" }}>{object}</span> },
      { source: "status", label: t("Answered"), kind: "number" },
      { source: "address", label: t("From"), hidden: true },
      { source: "requestId", label: t("Request"), hidden: true },
    ],
    rowActions: (row) => (
      <Details label={t("Details")} title={sentence(row)}>
        {() => <Record row={row} />}
      </Details>
    ),
    none: t("Nothing has been recorded."),
    ...more,
  };
}

/** What was done to one thing and what belongs to it. */
export function LogOf({ object }: { readonly object: string }) {
  return (
    <Box>
      <ListPage of={auditOf("audit", t("Log"), { within: true, filter: { object } })} />
    </Box>
  );
}
