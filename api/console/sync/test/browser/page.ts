import { SharedClient } from "../../src/shared";
import { IndexedDbStore } from "../../src/store/indexeddb";
import { MemoryStore } from "../../src/store/memory";
import { browserSurroundings } from "../../src/surroundings";
import type { Link, Receiver, Transport } from "../../src/net/transport";
import { nameOf } from "../../src/view/view";
import { decode } from "../../src/wire/codec";
import { rootHash, valueHash } from "../../src/wire/hashes";
import { play, stateOf, type Finding, type Scene } from "../conformance";

/** What the tests call in a page. */
export interface TestPage {
  conformance(): Promise<{ scene: string; findings: Finding[] }[]>;
  flood(): Promise<void>;
  look(): Promise<{ rev: number; faults: string[] }>;
  share(signIn: boolean): void;
  shown(): { names: string[]; leads: boolean; state: string; why: string };
  change(name: string): void;
  leave(): Promise<void>;
  base(entries: number): Promise<number>;
}

declare global {
  interface Window {
    testPage: TestPage;
    /** Given by the test: hears what the page has acknowledged. */
    acknowledged?: (rev: number) => void;
  }
}

const SCENES = import.meta.glob<Scene>("../../../../client/conformance/cases/*.json", { eager: true, import: "default" });
const ME = "00000000000000e1";
const EPOCH = "a1a1a1a1a1a1a1a1";
const FLOOD = "flood";
/** Each delta of the flood puts its own key and all of these, so that a delta cut in half shows. */
const COMMON = 50;

function bytes(message: object): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(message));
}

function entry(k: string, r: number, name = k): object {
  const v = JSON.stringify({ $: 1, kind: "camera", name, state: "green", access: "full", archive: true, streams: [] });
  return { k, r, dr: r, v, h: valueHash(v) };
}

async function conformance(): Promise<{ scene: string; findings: Finding[] }[]> {
  const results = [];
  for (const scene of Object.values(SCENES)) {
    const findings = await play(scene, new MemoryStore());
    const name = `conformance ${scene.name}`;
    const store = await IndexedDbStore.open(name);
    findings.push(...(await play(scene, store)));
    const expected = stateOf(store);
    await store.close();
    const again = await IndexedDbStore.open(name);
    findings.push({ of: "the store opened again", found: stateOf(again), expected });
    await again.close();
    results.push({ scene: scene.name, findings });
  }
  return results;
}

/** Begins with what a server would say first, unless the store has it already. */
function greet(receiver: Receiver, put: object[], held: boolean): void {
  const say = (message: object) => {
    receiver.received(decode(bytes(message)));
  };
  say({ t: "welcome", sid: "s-1", mode: held ? "delta" : "full", hb: 25 });
  if (!held) {
    say({ t: "man", me: ME, prev: -1, rev: 1, st: "active", add: [{ s: "A:1", g: 7 }], full: true });
    say({ t: "b", s: "A:1", e: EPOCH, rev: 0, i: 0, last: true, put });
  }
}

/** Deltas as fast as the store takes them, each acknowledged to the test only when the client would have. */
async function flood(): Promise<void> {
  const { Replica } = await import("../../src/core/replica");
  const store = await IndexedDbStore.open(FLOOD);
  const replica = new Replica(store, { env: "web", inst: "flooded-page" });
  const apply = (message: object) => replica.apply(decode(bytes(message)), 0);
  replica.open(undefined, 0);
  greet({ received: (message) => replica.apply(message, 0), opened: () => undefined, closed: () => undefined }, [], store.position("A:1") !== undefined);
  for (let rev = (store.position("A:1")?.rev ?? 0) + 1; ; rev++) {
    const put = [entry(`own-${rev}`, rev)];
    for (let i = 0; i < COMMON; i++) {
      put.push(entry(`common-${i}`, rev));
    }
    apply({ t: "d", s: "A:1", e: EPOCH, prev: rev - 1, rev, put, del: [[`own-${rev - 10}`, rev]] });
    if (rev % 3 === 0) {
      await store.flush();
      window.acknowledged?.(rev);
    }
  }
}

/** What a page that is opened after the flood finds, and where entries and cursor do not agree. */
async function look(): Promise<{ rev: number; faults: string[] }> {
  const store = await IndexedDbStore.open(FLOOD);
  const rev = store.position("A:1")?.rev ?? -1;
  const expected = new Map<string, number>();
  for (let i = 0; i < COMMON && rev > 0; i++) {
    expected.set(`common-${i}`, rev);
  }
  for (let own = Math.max(1, rev - 9); own <= rev; own++) {
    expected.set(`own-${own}`, own);
  }
  const faults: string[] = [];
  for (const { k, r } of store.entries("A:1")) {
    if (expected.get(k) !== r) {
      faults.push(`${k} is of revision ${r}, the cursor says ${rev}`);
    }
    expected.delete(k);
  }
  faults.push(...[...expected.keys()].map((k) => `${k} is missing at revision ${rev}`));
  await store.close();
  return { rev, faults };
}

/** A server within the page, so that the pages need no other. */
class Within implements Transport {
  private receiver: Receiver | undefined;
  private rev = 0;

  connect(receiver: Receiver): void {
    const link: Link = {
      send: (message) => {
        if (message.t === "hello") {
          const held = message.cur?.[0];
          this.rev = held?.[2] ?? 0;
          greet(receiver, [entry("cam-1", 0, "Yard")], held !== undefined);
          this.frontier();
        }
      },
      close: (code, reason) => {
        receiver.closed(code, reason);
      },
    };
    setTimeout(() => {
      this.receiver = receiver;
      receiver.opened(link);
    });
  }

  change(name: string): void {
    const rev = ++this.rev;
    const delta = { t: "d", s: "A:1", e: EPOCH, prev: rev - 1, rev, put: [entry("cam-1", rev, name)] };
    this.receiver?.received(decode(bytes(delta)));
    this.frontier();
  }

  private frontier(): void {
    const root = rootHash(ME, 1, [["A:1", EPOCH, this.rev, 7]]);
    this.receiver?.received(decode(bytes({ t: "u", mrev: 1, root, at: 1 })));
  }
}

const server = new Within();
let shared: SharedClient | undefined;

window.testPage = {
  conformance,
  flood,
  look,
  share(signIn) {
    const name = "shared";
    shared = new SharedClient({
      name,
      // The page answers the token request itself: see the test.
      server: new URL(location.href),
      environment: "web",
      transport: server,
      world: browserSurroundings(),
      painted: () => undefined,
    });
    shared.start();
    if (signIn) {
      shared.signIn({ login: "anna", password: "secret" });
    }
  },
  shown() {
    const picture = shared?.picture;
    return {
      names: [...(picture?.view.devices.values() ?? [])].map(nameOf),
      leads: shared?.leads ?? false,
      state: picture?.status.state ?? "none",
      why: picture?.status.why ?? "",
    };
  },
  change(name) {
    server.change(name);
  },
  async leave() {
    await shared?.stop();
  },
  async base(entries) {
    const store = await IndexedDbStore.open(`base ${entries}`);
    const began = performance.now();
    const put = Array.from({ length: entries }, (_, i) => {
      const v = JSON.stringify({ $: 1, kind: "camera", name: `Camera ${i}`, state: "green", access: "full" });
      return { k: `cam-${i}`, r: 1, dr: 1, v, h: valueHash(v) };
    });
    store.apply({ drops: [], write: { source: "A:1", position: { epoch: EPOCH, rev: 1, grant: 7 }, replace: true, put, del: [] } });
    await store.flush();
    return performance.now() - began;
  },
};
