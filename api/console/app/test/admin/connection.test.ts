import { afterEach, beforeEach, expect, test, vi } from "vitest";

const CONNECTION = { id: "0123456789abcdef", userId: "u.1", reason: "asked", expiresAt: new Date(Date.now() + 60_000).toISOString(), token: "sla_0123456789abcdef_x" };

class Storage {
  readonly kept = new Map<string, string>();
  getItem = (name: string) => this.kept.get(name) ?? null;
  setItem = (name: string, value: string) => this.kept.set(name, value);
  removeItem = (name: string) => this.kept.delete(name);
}

let storage: Storage;
let asked: Request[];
let status: number;

beforeEach(() => {
  storage = new Storage();
  asked = [];
  status = 200;
  vi.stubGlobal("sessionStorage", storage);
  vi.stubGlobal("fetch", (input: Request | string, init?: RequestInit) => {
    asked.push(new Request(new URL(typeof input === "string" ? input : input.url, "http://here"), typeof input === "string" ? init : input));
    return Promise.resolve(new Response(status === 204 ? null : "{}", { status }));
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** As in a page that has just been loaded. */
async function loaded() {
  vi.resetModules();
  return { ...(await import("../../src/admin/plane/connection")), ...(await import("../../src/admin/plane/api")) };
}

test("the connected user's own is asked for with the connection's token, and nothing else is", async () => {
  const { begun, send } = await loaded();
  begun(CONNECTION);
  await send(new Request("http://here/api/v1/users/me/trackers"));
  await send(new Request("http://here/api/v1/users/u.1/trackers"));
  expect(asked.map(({ headers }) => headers.get("Authorization"))).toEqual([`Bearer ${CONNECTION.token}`, null]);
  expect(asked[0]?.credentials).toBe("omit");
});

test("a token that is refused ends the connection, and not the administrator's session", async () => {
  const { begun, current, send } = await loaded();
  begun(CONNECTION);
  status = 401;
  await expect(send(new Request("http://here/api/v1/users/me/trackers"))).rejects.toMatchObject({ status: 410 });
  expect(current()).toBeUndefined();
  expect(storage.kept.size).toBe(0);
  await expect(send(new Request("http://here/api/v1/users/me/trackers"))).rejects.toMatchObject({ status: 410 });
  expect(asked).toHaveLength(1);
});

test("a reload goes on with the connection, until its time is over", async () => {
  const first = await loaded();
  first.begun(CONNECTION);
  expect((await loaded()).current()).toEqual(CONNECTION);
  (await loaded()).begun({ ...CONNECTION, expiresAt: new Date(Date.now() - 1).toISOString() });
  expect((await loaded()).current()).toBeUndefined();
});

test("it is over here only when it is over on the server", async () => {
  const { begun, current, disconnect } = await loaded();
  begun(CONNECTION);
  status = 503;
  await expect(disconnect()).rejects.toMatchObject({ status: 503 });
  expect(current()).toEqual(CONNECTION);
  status = 204;
  await disconnect();
  expect(current()).toBeUndefined();
  expect(asked.at(-1)?.url).toBe(`http://here/api/v1/users/me/acting/${CONNECTION.id}`);
});
