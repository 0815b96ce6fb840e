// Builds the two applications into dist/client and dist/console, each file that is text also compressed as gzip and Brotli.
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

import react from "@vitejs/plugin-react";
import { build } from "vite";

// Whoever calls may be a test, and React is another with its checks.
process.env.NODE_ENV = "production";

const HERE = import.meta.dirname;
const { version } = JSON.parse(readFileSync(join(HERE, "package.json"), "utf8"));

/** Everything from the own origin, nothing inline; the server says the same in a header, with what a page cannot say. */
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";

const policy = {
  name: "content-security-policy",
  transformIndexHtml: () => [
    { tag: "meta", attrs: { "http-equiv": "Content-Security-Policy", content: POLICY }, injectTo: "head-prepend" },
  ],
};

const APPLICATIONS = [
  { entry: "client", base: "/client/", folder: join(HERE, "dist", "client") },
  { entry: "admin", base: "/console/", folder: join(HERE, "dist", "console") },
];

for (const { entry, base, folder } of APPLICATIONS) {
  await build({
    configFile: false,
    root: join(HERE, entry),
    base,
    plugins: [react(), policy],
    logLevel: "warn",
    define: { __APP_VERSION__: JSON.stringify(version) },
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: "es2022",
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
    },
  });
  compress(folder);
}

function compress(folder) {
  for (const file of readdirSync(folder, { recursive: true }).map((name) => join(folder, name))) {
    if (statSync(file).isFile() && /\.(html|js|css|svg|json)$/.test(file)) {
      const content = readFileSync(file);
      writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
      writeFileSync(`${file}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }));
    }
  }
}
