import { once } from "node:events";
import { createReadStream, existsSync } from "node:fs";
import { createServer, request } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { extname, join } from "node:path";

const DIST = join(import.meta.dirname, "..", "dist");
const TYPES: Readonly<Record<string, string>> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

/** Serves the built applications, and hands `/v1/` on to a client plane, so that page and plane have one origin. */
export async function serveBuilt(): Promise<{ origin: string; plane: (address: URL) => void; close: () => void }> {
  let plane: URL | undefined;
  const server = createServer((asked, answer) => {
    const path = new URL(asked.url ?? "/", "http://localhost").pathname;
    if (path.startsWith("/v1/") && plane !== undefined) {
      const onward = request(new URL(path, plane), { method: asked.method ?? "GET", headers: asked.headers }, (back) => {
        answer.writeHead(back.statusCode ?? 502, back.headers);
        back.pipe(answer);
      });
      onward.on("error", () => answer.writeHead(502).end());
      asked.pipe(onward);
      return;
    }
    const file = join(DIST, path.endsWith("/") ? `${path}index.html` : path);
    if (path.includes("..") || !existsSync(file)) {
      answer.writeHead(404).end();
      return;
    }
    answer.setHeader("Content-Type", TYPES[extname(file)] ?? "application/octet-stream");
    createReadStream(file).pipe(answer);
  });
  server.on("upgrade", (asked, socket) => {
    if (plane === undefined) {
      socket.destroy();
      return;
    }
    const onward = connect(Number(plane.port), plane.hostname, () => {
      const headers = asked.rawHeaders.flatMap((name, i, all) => (i % 2 === 0 ? [`${name}: ${all[i + 1] ?? ""}\r\n`] : []));
      onward.write(`GET ${asked.url ?? ""} HTTP/1.1\r\n${headers.join("")}\r\n`);
      onward.pipe(socket).pipe(onward);
    });
    onward.on("error", () => socket.destroy());
    socket.on("error", () => onward.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    plane: (address) => {
      plane = address;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
