import { defineConfig } from "vitest/config";

import { reports } from "../vitest.reports.ts";

/** What needs a built node is a run of its own: `npm run test:node`. */
const node = process.env["npm_lifecycle_event"] === "test:node";

export default defineConfig({
  test: {
    ...reports(node ? "app-node" : "app"),
    globalSetup: ["test/built.ts"],
    include: node ? ["test/node/**/*.test.ts"] : ["test/**/*.test.ts"],
    exclude: node ? [] : ["test/node/**"],
  },
});
