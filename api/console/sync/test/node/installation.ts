import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

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
    const [pid] = this.file("node.process").split(/\s/);
    process.kill(Number(pid), "SIGKILL");
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
