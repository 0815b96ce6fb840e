import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";

const LISTED_WITHIN_MS = 20_000;
const ROOT = join(import.meta.dirname, "..", "..", "..", "..", "..");

/** A Sightline of its own, started as people start it: Cassandra and a node, in a folder that is removed at the end. */
export class Installation {
  private readonly home = mkdtempSync(join(tmpdir(), "sightline-home-"));
  private readonly origin: string;

  /** @param origin whose pages may use the client plane */
  constructor(origin: string) {
    this.origin = origin;
  }

  async up(): Promise<void> {
    await this.run("up");
  }

  /** Kills the node as a power cut would; Cassandra stays. */
  kill(): void {
    this.signal("SIGKILL");
  }

  /** Asks the node to end, which it does once it has drained. */
  terminate(): void {
    this.signal("SIGTERM");
  }

  async end(): Promise<void> {
    await this.run("down");
    rmSync(this.home, { recursive: true, force: true });
  }

  get clientPlane(): string {
    return `http://127.0.0.1:${this.port("client.port")}`;
  }

  /** Asks the admin plane, and insists on success. */
  async admin(method: string, path: string, body?: object): Promise<unknown> {
    const answer = await fetch(`http://127.0.0.1:${this.port("admin.port")}/api/v1${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${this.file("admin.key").trim()}`,
        "Content-Type": method === "PATCH" ? "application/merge-patch+json" : "application/json",
        ...(method === "PATCH" ? { "If-Match": "*" } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) {
      throw new Error(`${method} ${path} was answered ${answer.status}: ${text}`);
    }
    return text === "" ? undefined : (JSON.parse(text) as unknown);
  }

  /** A customer as billing tells of one; returns the id. */
  async customer(login: string, password: string): Promise<string> {
    await this.admin("POST", "/billing/requests", {
      requestId: `made-${login}`,
      type: "billing.new_entity",
      login,
      password,
      userType: "b2c",
      subscriberKind: "individual",
      occurredAt: "2026-11-01T12:00:00Z",
    });
    // Lists follow within a second.
    for (const until = Date.now() + LISTED_WITHIN_MS; Date.now() < until; ) {
      const { items } = (await this.admin("GET", `/users?login=${login}`)) as { items: { id: string }[] };
      if (items[0] !== undefined) {
        return items[0].id;
      }
      await setTimeout(50);
    }
    throw new Error(`${login} is not listed`);
  }

  private signal(name: "SIGKILL" | "SIGTERM"): void {
    const [pid] = this.file("node.process").split(/\s/);
    process.kill(Number(pid), name);
  }

  private port(name: string): string {
    return new RegExp(`^${name}=(\\d+)$`, "m").exec(this.file("ports.properties"))?.[1] ?? "";
  }

  private file(name: string): string {
    return readFileSync(join(this.home, name), "utf8");
  }

  private async run(command: string): Promise<void> {
    await promisify(execFile)(join(ROOT, "deploy", "sightline"), [command], {
      env: {
        ...process.env,
        SIGHTLINE_HOME: this.home,
        JAVA_TOOL_OPTIONS: `-Dsightline.client-plane.allowed-origins.0=${this.origin}`,
      },
    });
  }
}
