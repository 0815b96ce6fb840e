import type { BrowserContext } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

import { Chromium } from "../../../sync/test/browser/chromium";
import { serveBuilt } from "../serving";

const chromium = new Chromium();
let context: BrowserContext;
let site: Awaited<ReturnType<typeof serveBuilt>>;

beforeAll(async () => {
  site = await serveBuilt();
  context = await chromium.start();
}, 120_000);

afterAll(async () => {
  await chromium.end();
  site.close();
});

it.each([
  ["/client/", "Sightline"],
  ["/console/", "Sightline console"],
])("%s asks to sign in, within its policy and its origin", async (path, title) => {
  const page = await context.newPage();
  const faults: string[] = [];
  const foreign: string[] = [];
  page.on("console", (message) => {
    // Nothing behind this server answers, which the browser reports too.
    if (message.type() === "error" && !message.text().includes("404")) {
      faults.push(message.text());
    }
  });
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("request", (request) => {
    if (!request.url().startsWith(site.origin)) {
      foreign.push(request.url());
    }
  });
  await page.goto(site.origin + path);
  await page.getByRole("heading", { name: title, exact: true }).waitFor();
  await page.getByLabel("Login").fill("anna");
  await page.getByLabel("Password").fill("wrong");
  expect(await page.getByLabel("Password").getAttribute("type")).toBe("password");
  expect(faults).toEqual([]);
  expect(foreign).toEqual([]);
  await page.setViewportSize({ width: 375, height: 700 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
  await page.close();
}, 30_000);
