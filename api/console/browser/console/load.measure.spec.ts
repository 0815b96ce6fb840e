import type { Page } from "@playwright/test";

import { expect, test } from "../shown.ts";
import { signIn } from "./signed-in.ts";

const KB = 1_024;
const LOADS = 9;

/** Bytes as they came over the line while the page was loaded, of what is served as files. */
async function loaded(page: Page, address: string): Promise<number> {
  const files = new URL(address).pathname;
  const sizes: Promise<number>[] = [];
  page.on("requestfinished", (request) => {
    if (new URL(request.url()).pathname.startsWith(files)) {
      sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
    }
  });
  await page.goto(address);
  await page.getByLabel("Login").waitFor();
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / KB;
}

test("the console's first load is within 450 KB, and the web client's within 180", async ({ page, another, sightline, expected }) => {
  expected.add("401 /api/v1/session");
  const admin = await loaded(page, sightline.console);
  const client = await loaded(await another(), sightline.client);
  console.log(`first load: console ${Math.round(admin)} KB, web client ${Math.round(client)} KB`);
  expect(admin).toBeLessThanOrEqual(450);
  expect(client).toBeLessThanOrEqual(180);
});

test("a list is there and answers within 1.5 s, at the median of nine loads", async ({ page, sightline, expected }) => {
  await signIn(page, sightline, expected);
  await page.addInitScript(() => {
    const rows = new MutationObserver(() => {
      if (document.querySelector("tbody tr a") !== null) {
        rows.disconnect();
        // Drawn, and the page has time for people again.
        requestAnimationFrame(() => {
          setTimeout(() => Object.assign(window, { ready: performance.now() }));
        });
      }
    });
    rows.observe(document, { subtree: true, childList: true });
  });
  const took: number[] = [];
  for (let i = 0; i < LOADS; i++) {
    await page.goto(`${sightline.console}users`);
    await page.waitForFunction(() => "ready" in window);
    took.push(await page.evaluate(() => (window as unknown as { ready: number }).ready));
    // It answers: what is typed is searched for.
    await page.getByLabel("Search by name or login").fill("an");
  }
  took.sort((one, other) => one - other);
  const [median, longest] = [took[Math.floor(LOADS / 2)] ?? Infinity, took.at(-1) ?? Infinity];
  console.log(`list of users: ready after ${Math.round(median)} ms at the median, ${Math.round(longest)} ms at the longest of ${LOADS}`);
  expect(median).toBeLessThanOrEqual(1_500);
});
