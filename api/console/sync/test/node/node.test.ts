import { join } from "node:path";

import { afterAll, beforeAll, expect, it } from "vitest";

import { Chromium, serve } from "../browser/chromium";
import { Installation } from "./installation";
import type {} from "./page";

/** A page in Chromium beside a real node on a real Cassandra: what an administrator does is what the page shows. */

type Devices = Record<string, { name: string; state: string }>;

const chromium = new Chromium();
let site: Awaited<ReturnType<typeof serve>>;
let sightline: Installation;
let state = "idle";
let devices: Devices = {};
/** Called whenever the page tells something. */
let told: () => void = () => undefined;

beforeAll(async () => {
  site = await serve(join(import.meta.dirname, "page.ts"));
  sightline = new Installation(new URL(site.address).origin);
  await sightline.up();
}, 300_000);

afterAll(async () => {
  await chromium.end();
  await sightline.end();
  site.close();
}, 120_000);

/** Resolves once the page shows it; returns after how many milliseconds. */
function shows(what: string, condition: () => boolean, withinMs = 20_000): Promise<number> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`the page did not show ${what}: ${state} ${JSON.stringify(devices)}`));
    }, withinMs);
    told = () => {
      if (condition()) {
        clearTimeout(timer);
        resolve(performance.now() - began);
      }
    };
    told();
  });
}

function median(numbers: number[]): number {
  return [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? NaN;
}

it("signs in, shows devices, follows changes, and survives the node", async () => {
  await sightline.admin("PUT", "/addresses/house", { name: "1 High Street" });
  await sightline.admin("PUT", "/cameras/door", {
    name: "Door",
    archiveDays: 14,
    streams: [{ type: "high", status: "active" }],
  });
  await sightline.admin("PUT", "/cameras/door/places/A:house", { label: "1 High Street" });
  const user = await sightline.customer("anna", "Seven-grains");
  await sightline.admin("PUT", `/users/${user}/addresses/house`, { status: "active" });

  const context = await chromium.start();
  const page = await context.newPage();
  await page.exposeFunction("seen", (now: string, shown: Devices) => {
    state = now;
    devices = shown;
    told();
  });
  await page.goto(site.address);
  await page.waitForFunction(() => "nodePage" in window);
  const credentials = [sightline.clientPlane, "anna", "Seven-grains"] as const;
  await page.evaluate(([server, login, password]) => window.nodePage.signIn(server, login, password), credentials);
  await shows("the camera", () => state === "in-step" && devices["cam-door"]?.state === "green");
  expect(devices["cam-door"]?.name).toBe("Door");

  const waits: number[] = [];
  for (let i = 0; i < 20; i++) {
    await sightline.admin("PATCH", "/cameras/door", { name: `Door ${i}` });
    waits.push(await shows(`Door ${i}`, () => devices["cam-door"]?.name === `Door ${i}`));
  }
  console.log(`a change is shown ${Math.round(median(waits))} ms (median), ${Math.round(Math.max(...waits))} ms (longest) after its acknowledgement`);
  await sightline.admin("PATCH", "/cameras/door", { streams: [{ type: "high", status: "inactive" }] });
  await shows("red", () => devices["cam-door"]?.state === "red");

  sightline.kill();
  await shows("that nobody answers", () => state === "waiting" || state === "connecting");
  expect(devices["cam-door"]?.name).toBe("Door 19");
  await sightline.up();
  await shows("that it is in step again", () => state === "in-step", 90_000);
  await sightline.admin("PATCH", "/cameras/door", { streams: [{ type: "high", status: "active" }] });
  await shows("green again", () => devices["cam-door"]?.state === "green");

  // Started again while it still drains.
  sightline.terminate();
  await sightline.up();
  await shows("that it is in step once more", () => state === "in-step", 90_000);

  await sightline.admin("DELETE", `/users/${user}/addresses/house`);
  await shows("nothing", () => Object.keys(devices).length === 0);
  expect(state).toBe("in-step");
  await page.evaluate(() => window.nodePage.stop());
}, 300_000);
