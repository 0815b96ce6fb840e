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

/** The hash of nothing: permits style elements that are empty, whose rules a script of ours sets, and none with a text. */
const EMPTY = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/** Everything from the own origin, nothing inline; the server says the same in a header, with what a page cannot say. */
const policyOf = (styles) =>
  `default-src 'none'; script-src 'self'; style-src ${styles}; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'`;

const APPLICATIONS = [
  { entry: "client", name: "client", policy: policyOf("'self'") },
  { entry: "admin", name: "console", policy: policyOf(`'self' ${EMPTY}`) },
];

for (const { entry, name, policy } of APPLICATIONS) {
  const folder = join(HERE, "dist", name);
  await build({
    configFile: false,
    root: join(HERE, entry),
    base: `/${name}/`,
    plugins: [react(), inPage(policy)],
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
  const files = readdirSync(folder, { recursive: true }).filter((file) => statSync(join(folder, file)).isFile());
  // What the server serves: the policy of its header, and every file, a line each.
  writeFileSync(`${folder}.list`, [policy, ...files.sort()].join("\n"));
  files.filter((file) => /\.(html|js|css|svg|json)$/.test(file)).forEach((file) => compress(join(folder, file)));
}

function inPage(policy) {
  return {
    name: "content-security-policy",
    transformIndexHtml: () => [
      { tag: "meta", attrs: { "http-equiv": "Content-Security-Policy", content: policy }, injectTo: "head-prepend" },
    ],
  };
}

function compress(file) {
  const content = readFileSync(file);
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  writeFileSync(`${file}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }));
}
