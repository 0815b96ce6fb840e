import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";

import { Each, together } from "../../src/admin/home/Nodes";

const IDLE = { address: "10.0.0.1:25520", environments: { in_step: 0, lagging: 0, degraded: 0, quarantined: 0, offline: 0 }, operations: 0, listsBehindMillis: 0 };

it("adds up what nodes count, and takes the slowest of what takes time", () => {
  const near = { ...IDLE, environments: { in_step: 3, lagging: 1, degraded: 0, quarantined: 0, offline: 2 }, operations: 1, propagation: { p50Millis: 20, p99Millis: 30 }, listsBehindMillis: 5 };
  const far = { ...IDLE, environments: { in_step: 4, lagging: 0, degraded: 1, quarantined: 1, offline: 3 }, propagation: { p50Millis: 10, p99Millis: 900 }, listsBehindMillis: 1 };
  expect(together([near, far, IDLE])).toEqual({
    environments: { in_step: 7, lagging: 1, degraded: 1, quarantined: 1, offline: 5 },
    operations: 1,
    propagation: { p50Millis: 20, p99Millis: 900 },
    listsBehindMillis: 5,
  });
});

it("says nothing of how long changes take while there was none", () => {
  expect(together([IDLE, IDLE]).propagation).toBeUndefined();
  expect(together([])).toEqual({ environments: IDLE.environments, operations: 0, listsBehindMillis: 0 });
});

it("shows each node in a row of its own", () => {
  const near = { ...IDLE, environments: { in_step: 3_000, lagging: 1, degraded: 2, quarantined: 4, offline: 5 }, propagation: { p50Millis: 20, p99Millis: 1_500 }, listsBehindMillis: 250 };
  const cells = (markup: string): string[] => [...markup.matchAll(/<t[hd][^>]*>([^<]*)</g)].map(([, text]) => text ?? "");
  const [, ...rows] = renderToStaticMarkup(createElement(Each, { nodes: [near, { ...IDLE, address: "10.0.0.2:25520" }] })).split("<tr").slice(1);
  expect(rows.map(cells)).toEqual([
    ["10.0.0.1:25520", new Intl.NumberFormat().format(3_000), "7", "5", "1 s", "250 ms"],
    ["10.0.0.2:25520", "0", "0", "0", "–", "0 ms"],
  ]);
});
