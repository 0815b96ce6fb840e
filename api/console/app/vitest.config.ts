import { defineConfig } from "vitest/config";

import { reports } from "../vitest.reports.ts";

export default defineConfig({
  test: {
    ...reports("app"),
    globalSetup: ["test/built.ts"],
    include: ["test/**/*.test.ts"],
    // Some load half of an application before they begin, which takes long beside a build.
    testTimeout: 60_000,
  },
});
