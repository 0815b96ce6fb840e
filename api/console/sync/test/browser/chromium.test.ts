import { join } from "node:path";

import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

import { Chromium, serve } from "./chromium";
import type {} from "./page";

const chromium = new Chromium();
let context: BrowserContext;
let site: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  site = await serve(join(import.meta.dirname, "page.ts"));
  context = await chromium.start();
}, 60_000);

afterAll(async () => {
  await chromium.end();
  site.close();
});

async function open(): Promise<Page> {
  const page = await context.newPage();
  await page.goto(site.address);
  await page.waitForFunction(() => "testPage" in window);
  return page;
}

it("passes the conformance cases in memory and in IndexedDB", async () => {
  const page = await open();
  const results = await page.evaluate(() => window.testPage.conformance());
  expect(results.length).toBeGreaterThan(50);
  for (const { scene, findings } of results) {
    for (const { of, found, expected } of findings) {
      expect(found, `${of} in "${scene}"`).toEqual(expected);
    }
  }
  await page.close();
}, 60_000);

/** Lets a page apply deltas until it has acknowledged so many, and returns the revision of the last acknowledgement. */
async function flooded(page: Page, acknowledgements: number): Promise<() => number> {
  let last = 0;
  let count = 0;
  let enough: () => void;
  const reached = new Promise<void>((resolve) => {
    enough = resolve;
  });
  await page.exposeFunction("acknowledged", (rev: number) => {
    last = rev;
    if (++count === acknowledgements) {
      enough();
    }
  });
  page.evaluate(() => window.testPage.flood()).catch(() => undefined);
  await reached;
  return () => last;
}

it.each([1, 2, 5, 9, 14, 20])("keeps entries and cursor in step when a page crashes after %i acknowledgements", async (n) => {
  const page = await open();
  const last = await flooded(page, n);
  const crashed = page.waitForEvent("crash");
  page.goto("chrome://crash").catch(() => undefined);
  await crashed;
  await page.close();
  const { rev, faults } = await (await open()).evaluate(() => window.testPage.look());
  expect(faults).toEqual([]);
  expect(rev).toBeGreaterThanOrEqual(last());
}, 30_000);

it.each([3, 7, 12])("keeps entries and cursor in step when the browser is killed after %i acknowledgements", async (n) => {
  const last = await flooded(await open(), n);
  await chromium.kill();
  context = await chromium.start();
  const { rev, faults } = await (await open()).evaluate(() => window.testPage.look());
  expect(faults).toEqual([]);
  expect(rev).toBeGreaterThanOrEqual(last());
}, 30_000);

/** Opens a page that joins the others, and signs in when it is the first. */
async function joined(signIn = false): Promise<Page> {
  const page = await open();
  await page.evaluate((first) => {
    window.testPage.share(first);
  }, signIn);
  return page;
}

function shown(page: Page) {
  return expect.poll(() => page.evaluate(() => window.testPage.shown()), { timeout: 8_000 });
}

async function change(page: Page, name: string): Promise<void> {
  await page.evaluate((to) => {
    window.testPage.change(to);
  }, name);
}

it("lets one of two pages lead, and the other one lead on from the same store", async () => {
  const first = await joined(true);
  await shown(first).toMatchObject({ leads: true, names: ["Yard"], state: "in-step" });
  const second = await joined();
  await shown(second).toMatchObject({ leads: false, names: ["Yard"], state: "in-step" });
  await change(first, "Gate");
  await shown(second).toMatchObject({ leads: false, names: ["Gate"] });

  await first.evaluate(() => window.testPage.leave());
  await shown(second).toMatchObject({ leads: true, names: ["Gate"], state: "in-step" });
  await change(second, "Roof");
  await shown(second).toMatchObject({ names: ["Roof"] });

  const third = await joined();
  await shown(third).toMatchObject({ leads: false, names: ["Roof"] });
  const crashed = second.waitForEvent("crash");
  second.goto("chrome://crash").catch(() => undefined);
  await crashed;
  await shown(third).toMatchObject({ leads: true, names: ["Roof"], state: "in-step" });
  await Promise.all([first.close(), third.close()]);
}, 40_000);

it("takes over from a leader that is silent, which follows when it comes to itself", async () => {
  const silent = await joined(true);
  await shown(silent).toMatchObject({ leads: true, state: "in-step" });
  const next = await open();
  // As a frozen page, one that never leaves its script answers nobody.
  const stuck = silent.evaluate(() => {
    const until = performance.now() + 6_000;
    while (performance.now() < until);
  });
  await next.evaluate(() => {
    window.testPage.share(true);
  });
  await shown(next).toMatchObject({ leads: true, state: "in-step" });
  await change(next, "Cellar");
  await stuck;
  await shown(silent).toMatchObject({ leads: false, names: ["Cellar"], state: "in-step" });
  await Promise.all([silent.close(), next.close()]);
}, 40_000);

it("writes a source of 5,000 entries in far less time than a server waits", async () => {
  const page = await open();
  const ms = await page.evaluate(() => window.testPage.base(5_000));
  console.log(`5,000 entries durable after ${Math.round(ms)} ms`);
  expect(ms).toBeLessThan(10_000);
}, 30_000);
