import { Box, Table, TableBody, TableCell, TableHead, TableRow } from "@mui/material";

import { t } from "../../language/words";
import { Async } from "../kit/Async";
import { Facts } from "../kit/Show";
import { numbered, span } from "../kit/text";
import { api, got, type Schemas } from "../plane/api";

type Node = Schemas["NodeStatus"];
type Standing = keyof Node["environments"];

const EVERY_MS = 5_000;

/** How environments stand, in the order of urgency. */
const STANDINGS: readonly (readonly [Standing, string])[] = [
  ["in_step", t("In step")],
  ["lagging", t("Lagging")],
  ["degraded", t("Degraded")],
  ["quarantined", t("Quarantined")],
  ["offline", t("Offline, of those here within a day")],
];

/** What is said of all nodes in one: what can be counted is added up, and of what takes time the slowest counts. */
export function together(nodes: readonly Node[]): Omit<Node, "address"> {
  const sum = (figure: (node: Node) => number) => nodes.reduce((total, node) => total + figure(node), 0);
  const longest = (figure: (node: Node) => number) => Math.max(0, ...nodes.map(figure));
  const applied = nodes.some(({ propagation }) => propagation !== undefined);
  return {
    environments: Object.fromEntries(STANDINGS.map(([standing]) => [standing, sum(({ environments }) => environments[standing])])) as Node["environments"],
    operations: sum(({ operations }) => operations),
    listsBehindMillis: longest(({ listsBehindMillis }) => listsBehindMillis),
    ...(applied && {
      propagation: {
        p50Millis: longest(({ propagation }) => propagation?.p50Millis ?? 0),
        p99Millis: longest(({ propagation }) => propagation?.p99Millis ?? 0),
      },
    }),
  };
}

/** How environments stand and how long changes take, over all nodes, and of each when there are several. */
export function Nodes() {
  return (
    <Async
      of={["home", "nodes"]}
      everyMs={EVERY_MS}
      read={(signal) => got(api.GET("/api/v1/nodes", { signal }))}
      show={({ items, silent }) => {
        const all = together(items);
        const slowest = items.length > 1 ? t(", on the slowest node") : "";
        const within = (millis: number | undefined) => (millis === undefined ? t("Nothing yet") : span(millis));
        return (
          <>
            <Facts
              of={[
                ...STANDINGS.map(([standing, label]) => [label, numbered(all.environments[standing])] as const),
                [t("Open operations"), numbered(all.operations)],
                [t("A change has arrived, half of them within{slowest}", { slowest }), within(all.propagation?.p50Millis)],
                [t("And 99 of 100 within{slowest}", { slowest }), within(all.propagation?.p99Millis)],
                [t("Lists are behind by"), span(all.listsBehindMillis)],
                [t("Asked"), silent === 0 ? t("{items, plural, one {# node} other {# nodes}}", { items: items.length }) : t("{items, plural, one {# node} other {# nodes}}; {silent} did not answer", { items: items.length, silent: numbered(silent) })],
              ]}
            />
            {items.length > 1 && <Each nodes={items} />}
          </>
        );
      }}
    />
  );
}

/** Each node, in a row. */
export function Each({ nodes }: { readonly nodes: readonly Node[] }) {
  return (
    <Box sx={{ overflowX: "auto", mt: 2 }}>
      <Table size="small" aria-label={t("Nodes")}>
        <TableHead>
          <TableRow>
            <TableCell>{t("Node")}</TableCell>
            <TableCell align="right">{t("In step")}</TableCell>
            <TableCell align="right">{t("Not in step")}</TableCell>
            <TableCell align="right">{t("Offline")}</TableCell>
            <TableCell align="right">{t("99 of 100 within")}</TableCell>
            <TableCell align="right">{t("Lists behind by")}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {nodes.map(({ address, environments, propagation, listsBehindMillis }) => (
            <TableRow key={address}>
              <TableCell component="th" scope="row">
                {address}
              </TableCell>
              <TableCell align="right">{numbered(environments.in_step)}</TableCell>
              <TableCell align="right">{numbered(environments.lagging + environments.degraded + environments.quarantined)}</TableCell>
              <TableCell align="right">{numbered(environments.offline)}</TableCell>
              <TableCell align="right">{propagation === undefined ? "–" : span(propagation.p99Millis)}</TableCell>
              <TableCell align="right">{span(listsBehindMillis)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  );
}
