import { beforeEach, describe, expect, it } from "vitest";

import { signOut } from "../src/access";
import { SyncClient } from "../src/client";
import { StoreFailed, type Store } from "../src/core/store";
import { TokenRefused } from "../src/net/tokens";
import type { Status } from "../src/status";
import { MemoryStore } from "../src/store/memory";
import { nameOf, type Difference } from "../src/view/view";
import { base, camera, CountingTokens, EPOCH, frontier, MANIFEST, rest, ScriptedServer, TestWorld, WELCOME } from "./scripted";

/** A store whose disk waits until the test lets it go on, or fails. */
class HeldStore extends MemoryStore {
  private waiting: { resolve: () => void; reject: (failure: Error) => void }[] = [];
  isHeld = false;

  override flush(): Promise<void> {
    return this.isHeld
      ? new Promise((resolve, reject) => {
          this.waiting.push({ resolve, reject });
        })
      : Promise.resolve();
  }

  async settle(failure?: Error): Promise<void> {
    this.isHeld = false;
    this.waiting.splice(0).forEach(({ resolve, reject }) => {
      if (failure === undefined) {
        resolve();
      } else {
        reject(failure);
      }
    });
    await rest();
  }
}

let world: TestWorld;
let server: ScriptedServer;
let tokens: CountingTokens;
let entered: Status[];
let changes: Difference[];

beforeEach(() => {
  world = new TestWorld();
  server = new ScriptedServer();
  tokens = new CountingTokens(world);
  entered = [];
  changes = [];
});

function made(store: Store = new MemoryStore()): SyncClient {
  return new SyncClient({
    environment: "web",
    app: "1",
    tokens,
    transport: server,
    store,
    world,
    listener: {
      changed: (_view, what) => changes.push(what),
      entered: (status) => entered.push(status),
    },
  });
}

/** A client that holds the cameras a and b and is at the frontier. */
async function inStep(store?: Store): Promise<SyncClient> {
  const client = made(store);
  client.start();
  await world.pass(0);
  await server.link.say(WELCOME, MANIFEST, base("a", "b"), frontier(5));
  await world.pass(20);
  return client;
}

it("signs in, greets with the token, and shows what it is sent", async () => {
  const client = await inStep();
  expect(server.link.said[0]).toMatchObject({ t: "hello", token: "token-1", env: "web", app: "1", cur: [] });
  expect(entered.map(({ state }) => state)).toEqual(["connecting", "syncing", "in-step"]);
  expect([...client.view.devices.values()].map(nameOf)).toEqual(["a", "b"]);
  expect(client.inStepAt).toBe(world.epochMs());
});

it("tells which devices look different and which are gone", async () => {
  await inStep();
  changes.length = 0;
  const put = [{ k: "cam-a", r: 6, dr: 2, ...camera("a", "red") }];
  await server.link.say({ t: "d", s: "A:1", e: EPOCH, prev: 5, rev: 6, put, del: [["cam-b", 6]] });
  await world.pass(20);
  expect(changes.map(({ changed, removed }) => [changed.map(({ key }) => key), removed])).toEqual([[["cam-a"], ["cam-b"]]]);
});

describe("what is acknowledged", () => {
  it("is durable before the word goes out", async () => {
    const store = new HeldStore();
    await inStep(store);
    store.isHeld = true;
    await server.link.say(frontier(5, { fence: 1 }));
    await world.pass(1_000);
    expect(server.link.words()).toEqual(["hello"]);
    await store.settle();
    expect(server.link.words()).toEqual(["hello", "ack"]);
  });

  it("is nothing when the store fails, and the client stops", async () => {
    const store = new HeldStore();
    const client = await inStep(store);
    store.isHeld = true;
    await server.link.say(frontier(5, { fence: 1 }));
    await store.settle(new StoreFailed("the disk is full"));
    expect(server.link.words()).toEqual(["hello"]);
    expect(server.link.closedWith).toBe(1000);
    expect(client.status).toMatchObject({ state: "stopped", by: "failure", why: "the disk is full" });
  });

  it("is told at once by a page that nobody looks at, whose timers are late", async () => {
    await inStep();
    world.isHidden = true;
    await server.link.say({ t: "d", s: "A:1", e: EPOCH, prev: 5, rev: 6, put: [], del: [] });
    expect(server.link.said.at(-1)).toEqual({ t: "ack", n: 5 });
  });
});

describe("coming back", () => {
  it("waits for a random time that doubles, and is reset by a minute at the frontier", async () => {
    server.accepts = false;
    made().start();
    const at: number[] = [];
    while (at.length < 6) {
      const before = server.dials;
      await world.pass(10);
      if (server.dials > before) {
        at.push(world.now());
      }
    }
    // Half of 0.5, 1, 2, 4, 8 s between them, looked at every 10 ms.
    expect(at).toEqual([10, 250, 750, 1_750, 3_750, 7_750]);
    server.accepts = true;
    await world.pass(10_000);
    await server.link.say(WELCOME, MANIFEST, base("a"), frontier(5));
    for (let i = 0; i < 4; i++) {
      await world.pass(20_000);
      await server.link.say(frontier(5));
    }
    server.link.close(1006, "lost");
    const before = server.links.length;
    await world.pass(249);
    expect(server.links.length).toBe(before);
    await world.pass(2);
    expect(server.links.length).toBe(before + 1);
  });

  it("resumes the session by its last frame", async () => {
    await inStep();
    server.link.close(1006, "lost");
    await world.pass(500);
    expect(server.link.said[0]).toMatchObject({ t: "hello", res: { sid: "s-1", n: 4 } });
  });

  it("goes away when asked to and comes again in the range, however often the machine wakes", async () => {
    const client = await inStep();
    world.chance = 0.25;
    await server.link.say({ t: "goaway", in: [1_000, 5_000], why: "the node restarts" });
    server.link.close(1012, "restart");
    client.wake();
    await world.pass(1_950);
    client.wake();
    expect(server.links.length).toBe(1);
    await world.pass(100);
    expect(server.links.length).toBe(2);
  });

  it("dials soon after sleep in place of waiting on", async () => {
    server.accepts = false;
    const client = made();
    client.start();
    world.chance = 0.99;
    await world.pass(60_000);
    server.accepts = true;
    world.chance = 0.5;
    client.wake();
    await world.pass(501);
    expect(server.links.length).toBe(1);
  });

  it("does not trust a connection after sleep that answers nothing", async () => {
    const client = await inStep();
    world.sleep(30_000);
    client.wake();
    await world.pass(0);
    expect(server.link.said.at(-1)?.t).toBe("ping");
    await world.pass(4_990);
    expect(server.link.closedWith).toBeUndefined();
    await world.pass(20);
    expect(server.link.closedWith).toBe(1006);
    await world.pass(500);
    expect(server.links.length).toBe(2);
  });

  it("keeps a connection after sleep that answers", async () => {
    const client = await inStep();
    world.sleep(30_000);
    client.wake();
    await world.pass(10);
    await server.link.say(frontier(5));
    await world.pass(20_000);
    expect(server.link.closedWith).toBeUndefined();
  });
});

describe("signing in", () => {
  it("renews the token before it ends and tells the running session", async () => {
    await inStep();
    for (let i = 0; i < 28; i++) {
      await world.pass(20_000);
      await server.link.say(frontier(5));
    }
    expect(tokens.fetched.length).toBe(2);
    expect(server.link.said.filter(({ t }) => t === "auth")).toEqual([{ t: "auth", token: "token-2" }]);
  });

  it("goes on with the kept token after the page is loaded again, and asks for credentials when it is over", async () => {
    const store = new MemoryStore();
    await inStep(store);
    tokens.refusal = new TokenRefused(401, "", -1);
    made(store).start();
    await world.pass(0);
    expect(server.links.length).toBe(2);
    expect(server.link.said[0]).toMatchObject({ token: "token-1", cur: [["A:1", EPOCH, 5, 7]] });
    server.link.close(4401, "expired");
    await world.pass(1_000);
    expect(entered.at(-1)).toMatchObject({ state: "stopped", by: "sign-in" });
  });

  it("shows devices without any connection, and since when", async () => {
    const store = new MemoryStore();
    await inStep(store);
    const seen = world.epochMs();
    world.sleep(3_600_000);
    server.accepts = false;
    const client = made(store);
    client.start();
    expect([...client.view.devices.keys()]).toEqual(["cam-a", "cam-b"]);
    expect(seen - (client.inStepAt ?? 0)).toBeLessThan(1_000);
  });

  it("forgets what belongs to another user", async () => {
    const store = new MemoryStore();
    await inStep(store);
    server.link.close(4401, "expired");
    tokens.user = "u-2";
    await world.pass(1_000);
    expect(store.manifest.grants.size).toBe(0);
    expect(server.link.said[0]).toEqual({
      t: "hello",
      v: 1,
      token: "token-2",
      env: "web",
      inst: "made-up-installation",
      app: "1",
      caps: [],
      cur: [],
    });
  });

  it("waits while the user is suspended, and shows nothing", async () => {
    const client = await inStep();
    tokens.refusal = new TokenRefused(403, "suspended", -1);
    server.link.close(4401, "suspended");
    await world.pass(1_000);
    expect(client.status.state).toBe("suspended");
    expect(client.view.devices.size).toBe(0);
  });
});

describe("the end", () => {
  it("forgets everything when the server says so", async () => {
    const store = new MemoryStore();
    const client = await inStep(store);
    await server.link.say({ t: "err", code: "auth", fatal: true, wipe: true });
    await world.pass(20);
    expect(client.status).toMatchObject({ state: "stopped", by: "gone" });
    expect(client.view.devices.size).toBe(0);
    expect(store.position("A:1")).toBeUndefined();
  });

  it("leaves the installation to another one that has connected with it", async () => {
    const client = await inStep();
    server.link.close(4409, "replaced");
    await world.pass(120_000);
    expect(client.status).toMatchObject({ state: "stopped", by: "replaced" });
    expect(server.links.length).toBe(1);
  });

  it("says goodbye, and on signing out forgets all but the installation", async () => {
    const store = new MemoryStore();
    const client = await inStep(store);
    await client.stop();
    expect(server.link.words().at(-1)).toBe("bye");
    expect(server.link.closedWith).toBe(1000);
    expect(store.count("A:1")).toBe(2);
    signOut(store);
    expect([store.manifest.me, store.count("A:1"), store.note("token")]).toEqual([undefined, 0, ""]);
    expect(store.note("installation")).toBe("made-up-installation");
  });
});

it("hides a source that is past its time while the server is away", async () => {
  const client = made();
  client.start();
  await world.pass(0);
  const until = Math.floor(world.epochMs() / 1_000) + 5;
  await server.link.say(WELCOME, { ...MANIFEST, add: [{ s: "A:1", g: 7, until }] }, base("a"), frontier(5));
  server.accepts = false;
  await world.pass(4_000);
  expect(client.view.devices.size).toBe(1);
  server.link.close(1006, "lost");
  await world.pass(900);
  expect(client.view.devices.size).toBe(1);
  await world.pass(200);
  expect(client.view.devices.size).toBe(0);
});
