import { once } from "node:events";
import { createReadStream, existsSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";

const DIST = join(import.meta.dirname, "..", "dist");
const TYPES: Readonly<Record<string, string>> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

/** Serves the built applications, and nothing else: whatever they ask is not there. */
export async function serveBuilt(): Promise<{ origin: string; close: () => void }> {
  const server = createServer((asked, answer) => {
    const path = new URL(asked.url ?? "/", "http://localhost").pathname;
    const file = join(DIST, path.endsWith("/") ? `${path}index.html` : path);
    if (path.includes("..") || !existsSync(file)) {
      answer.writeHead(404).end();
      return;
    }
    answer.setHeader("Content-Type", TYPES[extname(file)] ?? "application/octet-stream");
    createReadStream(file).pipe(answer);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
