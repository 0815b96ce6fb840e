import { createHash, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const LISTED_WITHIN_MS = 20_000;
const RUN = Date.now().toString(36);

/**
 * Names of what a file of specs makes: the same one each time it is asked for, and one that neither another file nor an earlier run
 * on the same node has made.
 */
export function namesOf(file: string): (name: string) => string {
  const place = relative(import.meta.dirname, fileURLToPath(file));
  const mark = `${RUN}${createHash("sha256").update(place).digest("hex").slice(0, 4)}`;
  return (name) => `${name}-${mark}`;
}

/** The Sightline that runs, as specs reach it beside the browser: its addresses, its secrets, and the admin plane with the first key. */
export class Sightline {
  private readonly names = new Map<string, string>();
  private readonly home = process.env["SIGHTLINE_HOME"] ?? "";

  /** Where the admin console is. */
  get console(): string {
    return `http://127.0.0.1:${this.port("admin.port")}/console/`;
  }

  /** Where the web client is. */
  get client(): string {
    return `http://127.0.0.1:${this.port("client.port")}/client/`;
  }

  /** The password of the first administrator, whose login is `admin`. */
  get password(): string {
    return this.file("admin.password").trim();
  }

  /** Somebody of the town, with cameras at an address and a folder. */
  get resident(): { login: string; password: string } {
    return JSON.parse(process.env["SIGHTLINE_RESIDENT"] ?? "{}") as { login: string; password: string };
  }

  /** Asks the admin plane, and insists on success. A change overwrites whatever is there. */
  async admin(method: string, path: string, body?: object): Promise<unknown> {
    const answer = await fetch(`http://127.0.0.1:${this.port("admin.port")}/api/v1${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${this.file("admin.key").trim()}`,
        "Content-Type": method === "PATCH" ? "application/merge-patch+json" : "application/json",
        ...(method === "PATCH" || method === "DELETE" ? { "If-Match": "*" } : {}),
        ...(method === "POST" && !path.startsWith("/billing/") ? { "Idempotency-Key": randomUUID() } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) {
      throw new Error(`${method} ${path} was answered ${answer.status}: ${text}`);
    }
    return text === "" ? undefined : (JSON.parse(text) as unknown);
  }

  /** A customer as billing tells of one, with all that is usual; returns the id. */
  async customer(login: string, password: string, more: object = {}): Promise<string> {
    await this.admin("POST", "/billing/requests", {
      requestId: `made-${login}`,
      type: "billing.new_entity",
      login,
      password,
      userType: "b2c",
      subscriberKind: "individual",
      occurredAt: "2026-11-01T12:00:00Z",
      ...more,
    });
    // Lists follow within a second.
    for (const until = Date.now() + LISTED_WITHIN_MS; Date.now() < until; ) {
      const { items } = (await this.admin("GET", `/users?login=${encodeURIComponent(login)}`)) as { items: { id: string }[] };
      if (items[0] !== undefined) {
        return items[0].id;
      }
      await setTimeout(50);
    }
    throw new Error(`${login} is not listed`);
  }

  /** An address without others above or below it. */
  async address(id: string, name: string): Promise<void> {
    await this.admin("PUT", `/addresses/${id}`, { name });
    this.names.set(id, name);
  }

  /** A camera with these streams at an address made here. */
  async camera(id: string, name: string, address: string, ...streams: ("active" | "inactive")[]): Promise<void> {
    await this.admin("PUT", `/cameras/${id}`, {
      name,
      archiveDays: 14,
      streams: streams.map((status, i) => ({ type: ["high", "low"][i], status })),
    });
    await this.admin("PUT", `/cameras/${id}/places/A:${address}`, { label: this.names.get(address) ?? address });
  }

  private port(name: string): string {
    return new RegExp(`^${name}=(\\d+)$`, "m").exec(this.file("ports.properties"))?.[1] ?? "";
  }

  private file(name: string): string {
    return readFileSync(join(this.home, name), "utf8");
  }
}
