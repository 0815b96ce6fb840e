import { join } from "node:path";

import { defineConfig } from "@playwright/test";

import { DESK } from "./looks.ts";

const TARGET = join(import.meta.dirname, "..", "target");

/**
 * One Sightline with the town for all specs, which therefore change what is their own, and run two at a time. What is measured is
 * measured after them, alone.
 */
export default defineConfig({
  testDir: import.meta.dirname,
  testMatch: "**/*.spec.ts",
  globalSetup: "./town.ts",
  outputDir: join(TARGET, "browser"),
  fullyParallel: true,
  workers: 2,
  retries: 0,
  projects: [
    { name: "specs", testIgnore: "**/*.measure.spec.ts" },
    { name: "measured", testMatch: "**/*.measure.spec.ts", dependencies: ["specs"], fullyParallel: false, workers: 1 },
  ],
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["junit", { outputFile: join(TARGET, "surefire-reports", "TEST-browser.xml") }]],
  use: {
    screenshot: "only-on-failure",
    viewport: DESK,
    locale: "en-GB",
    timezoneId: "UTC",
    launchOptions: {
      executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update"],
    },
  },
});
