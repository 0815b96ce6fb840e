import { join } from "node:path";

import { defineConfig } from "@playwright/test";

const TARGET = join(import.meta.dirname, "..", "target");

/** One Sightline with the town for all specs, which therefore change what is their own, and run one after the other. */
export default defineConfig({
  testDir: import.meta.dirname,
  testMatch: "**/*.spec.ts",
  globalSetup: "./town.ts",
  outputDir: join(TARGET, "browser"),
  fullyParallel: false,
  workers: 1,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["junit", { outputFile: join(TARGET, "surefire-reports", "TEST-browser.xml") }]],
  use: {
    screenshot: "only-on-failure",
    locale: "en-GB",
    timezoneId: "UTC",
    launchOptions: {
      executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update"],
    },
  },
});
