import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, watch } from "node:fs";
import { rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { chromium, type Browser, type BrowserContext } from "playwright-core";
import { build, type Rolldown } from "vite";

const EXECUTABLE = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
const FLAGS = [
  "--headless=new",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
  "--remote-debugging-port=0",
];

/** A Chromium of its own process, so that a test can kill it as a power cut would, and a profile that outlives it. */
export class Chromium {
  private readonly profile = mkdtempSync(join(tmpdir(), "sightline-chromium-"));
  private process: ChildProcess | undefined;
  private browser: Browser | undefined;

  /** Starts it, or starts it again with what it kept. */
  async start(): Promise<BrowserContext> {
    const port = join(this.profile, "DevToolsActivePort");
    rmSync(port, { force: true });
    const named = new Promise<void>((resolve) => {
      const watcher = watch(this.profile, (_event, file) => {
        if (file === "DevToolsActivePort" && contents(port).includes("\n")) {
          watcher.close();
          resolve();
        }
      });
    });
    this.process = spawn(EXECUTABLE, [...FLAGS, `--user-data-dir=${this.profile}`, "about:blank"], { stdio: "ignore" });
    await Promise.race([named, once(this.process, "exit").then(([code]) => Promise.reject(new Error(`Chromium ended with ${String(code)}`)))]);
    this.browser = await chromium.connectOverCDP(`http://127.0.0.1:${contents(port).split("\n")[0] ?? ""}`);
    const context = this.browser.contexts()[0];
    if (context === undefined) {
      throw new Error("Chromium has no context");
    }
    return context;
  }

  /** Ends it without a word to its pages. */
  async kill(): Promise<void> {
    const process = this.process;
    this.process = undefined;
    if (process !== undefined && process.exitCode === null) {
      const gone = once(process, "exit");
      process.kill("SIGKILL");
      await gone;
    }
    await this.browser?.close().catch(() => undefined);
  }

  async end(): Promise<void> {
    await this.kill();
    // Helper processes of a killed browser may still write for a moment. Only the promised removal begins anew with
    // what it finds then; the synchronous one empties a folder once and then tries again to remove it as it is.
    await rm(this.profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

function contents(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** Serves the page of a script, and answers token requests, on a free port of this machine. */
export async function serve(entry: string): Promise<{ address: string; close: () => void }> {
  const built = (await build({
    configFile: false,
    logLevel: "error",
    build: { write: false, minify: false, target: "es2022", lib: { entry, formats: ["es"], fileName: "page" }, codeSplitting: false },
  } as Parameters<typeof build>[0])) as Rolldown.RolldownOutput[];
  const script = built[0]?.output[0].code ?? "";
  const server = createServer((request, response) => {
    if (request.url === "/page.js") {
      response.setHeader("Content-Type", "text/javascript").end(script);
    } else if (request.url === "/v1/token") {
      response
        .setHeader("Content-Type", "application/json")
        .end(JSON.stringify({ token: "t", expiresAt: new Date(Date.now() + 600_000).toISOString(), user: "u-1" }));
    } else {
      response
        .setHeader("Content-Type", "text/html")
        .end('<!doctype html><meta charset="utf-8"><title>test</title><script type="module" src="/page.js"></script>');
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
