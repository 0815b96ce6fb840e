import { mkdirSync } from "node:fs";
import { join } from "node:path";

import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

import { Chromium } from "../../../sync/test/browser/chromium";
import { Installation } from "../../../sync/test/node/installation";
import { serveBuilt } from "../serving";

/** The web client as it is built, in Chromium, over a real node: what a person sees. */

const APP = join(import.meta.dirname, "..", "..");
const PICTURES = join(APP, "..", "..", "target", "screenshots");
const chromium = new Chromium();
let site: Awaited<ReturnType<typeof serveBuilt>>;
let sightline: Installation;

beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true });
  site = await serveBuilt();
  sightline = new Installation(site.origin);
  await sightline.up();
  site.plane(new URL(sightline.clientPlane));
}, 300_000);

afterAll(async () => {
  await chromium.end();
  await sightline.end();
  site.close();
}, 120_000);

async function camera(id: string, name: string, ...streams: ("active" | "inactive")[]): Promise<void> {
  const types = ["high", "low"];
  await sightline.admin("PUT", `/cameras/${id}`, {
    name,
    archiveDays: 14,
    streams: streams.map((status, i) => ({ type: types[i], status })),
  });
  await sightline.admin("PUT", `/cameras/${id}/places/A:house`, { label: "1 High Street" });
}

async function pictured(page: Page, name: string): Promise<void> {
  // A tab in the background draws nothing.
  await page.bringToFront();
  for (const colorScheme of ["light", "dark"] as const) {
    for (const [width, size] of [[1280, "desktop"], [375, "phone"]] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 700 });
      await page.screenshot({ path: join(PICTURES, `client-${name}-${colorScheme}-${size}.png`) });
    }
  }
}

it("signs in, shows cameras in their colours, and follows them live", async () => {
  await sightline.admin("PUT", "/addresses/house", { name: "1 High Street" });
  await camera("yard", "Yard", "active", "active");
  await camera("gate", "Gate", "active", "inactive");
  await camera("roof", "Roof", "inactive", "inactive");
  const user = await sightline.customer("anna", "Seven-grains");
  await sightline.admin("PUT", `/users/${user}/addresses/house`, { status: "active" });

  const context = await chromium.start();
  const page = await context.newPage();
  await page.goto(`${site.origin}/client/`);
  await page.getByLabel("Login").fill("anna");
  await page.getByLabel("Password").fill("wrong");
  await pictured(page, "sign-in");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("Login or password is wrong.").waitFor();
  await page.getByLabel("Password").fill("Seven-grains");
  await page.getByRole("button", { name: "Sign in" }).click();

  await page.getByText("Up to date").waitFor();
  const row = (name: string) => page.getByRole("listitem").filter({ hasText: name });
  const colour = (name: string) => row(name).locator(".dot").getAttribute("data-state");
  await expect.poll(() => colour("Yard")).toBe("green");
  expect(await colour("Gate")).toBe("yellow");
  expect(await colour("Roof")).toBe("red");
  await pictured(page, "cameras");

  await sightline.admin("PATCH", "/cameras/yard", { streams: [{ type: "high", status: "inactive" }] });
  await expect.poll(() => colour("Yard")).toBe("red");
  await expect.poll(() => page.locator("[aria-live]").textContent()).toMatch(/^Yard: No picture/);

  await page.getByLabel("Search cameras").fill("gat");
  await expect.poll(() => page.getByRole("listitem").count()).toBe(1);
  await page.getByLabel("Search cameras").fill("");

  const second = await context.newPage();
  await second.goto(`${site.origin}/client/`);
  await second.getByText("Up to date").waitFor();
  expect(await second.getByRole("listitem").count()).toBe(3);

  sightline.kill();
  await page.getByText(/Not connected, last up to date/).waitFor();
  expect(await page.getByRole("listitem").count()).toBe(3);
  await pictured(page, "offline");
  await page.reload();
  await page.getByText(/Not connected, last up to date/).waitFor();
  expect(await page.getByRole("listitem").count()).toBe(3);
  await sightline.up();
  await page.getByText("Up to date").waitFor({ timeout: 90_000 });

  await sightline.admin("PATCH", `/users/${user}/addresses/house`, { status: "blocked" }).catch(() =>
    sightline.admin("PUT", `/users/${user}/addresses/house`, { status: "blocked" }),
  );
  await expect.poll(() => colour("Gate"), { timeout: 10_000 }).toBe("locked");
  await pictured(page, "locked");
  await sightline.admin("DELETE", `/users/${user}/addresses/house`);
  await page.getByText("There are no cameras.").waitFor();

  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByLabel("Login").waitFor();
  await second.getByLabel("Login").waitFor();
}, 300_000);
