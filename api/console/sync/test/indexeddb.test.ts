import "fake-indexeddb/auto";

import { expect, it } from "vitest";

import { manifestOf, StoreFailed, type Change } from "../src/core/store";
import { IndexedDbStore } from "../src/store/indexeddb";
import { stateOf } from "./conformance";

const GRANTED: Change = {
  manifest: manifestOf("00000000000000e1", 1, "active", [["A:1", { g: 7, c: 0, p: 0, until: 0 }]]),
  drops: [],
};

function write(rev: number, ...keys: string[]): Change {
  return {
    drops: [],
    write: {
      source: "A:1",
      position: { epoch: "a1a1a1a1a1a1a1a1", rev, grant: 7 },
      replace: false,
      put: keys.map((k) => ({ k, r: rev, dr: rev, v: "{}", h: "44136fa355b3678a" })),
      del: [],
    },
  };
}

/** How many entries a database holds, whoever has it open. */
function rows(name: string): Promise<number> {
  return new Promise((resolve) => {
    const opening = indexedDB.open(name);
    opening.onsuccess = () => {
      const asking = opening.result.transaction("entries").objectStore("entries").count();
      asking.onsuccess = () => {
        resolve(asking.result);
      };
    };
  });
}

it("keeps nothing before a flush and everything after it", async () => {
  const store = await IndexedDbStore.open("flush");
  store.apply(GRANTED);
  store.apply(write(1, "a"));
  store.keepNote("user", "u-1");
  expect(await rows("flush")).toBe(0);
  await store.flush();
  expect(await rows("flush")).toBe(1);
  const late = await IndexedDbStore.open("flush");
  expect(stateOf(late)).toEqual(stateOf(store));
  expect(late.note("user")).toBe("u-1");
});

it("keeps whole changes in their order while flushes overlap", async () => {
  const store = await IndexedDbStore.open("overlap");
  store.apply(GRANTED);
  const flushes: Promise<void>[] = [];
  for (let rev = 1; rev <= 50; rev++) {
    store.apply(write(rev, `k${rev}`, "same"));
    flushes.push(store.flush());
  }
  await Promise.all(flushes);
  const again = await IndexedDbStore.open("overlap");
  expect(again.position("A:1")?.rev).toBe(50);
  expect(again.count("A:1")).toBe(51);
  expect(again.entry("A:1", "same")?.r).toBe(50);
});

it("drops a source without touching one whose id begins alike", async () => {
  const store = await IndexedDbStore.open("prefix");
  store.apply({
    drops: [],
    manifest: manifestOf("00000000000000e1", 1, "active", [
      ["A:1", { g: 7, c: 0, p: 0, until: 0 }],
      ["A:11", { g: 7, c: 0, p: 0, until: 0 }],
    ]),
  });
  const { write: content } = write(1, "a", "\uffff", "");
  if (content !== undefined) {
    store.apply({ drops: [], write: content });
    store.apply({ drops: [], write: { ...content, source: "A:11" } });
  }
  await store.flush();
  store.apply({ drops: ["A:1"] });
  await store.close();
  const again = await IndexedDbStore.open("prefix");
  expect(again.count("A:1")).toBe(0);
  expect(again.count("A:11")).toBe(3);
});

it("writes nothing after a transaction that failed", async () => {
  const store = await IndexedDbStore.open("fails");
  store.apply(GRANTED);
  await store.flush();
  // A function cannot be cloned into a database, as a full disk cannot take a row.
  const broken = write(1, "a");
  store.apply({ ...broken, ...(broken.write && { write: { ...broken.write, position: (() => 0) as never } }) });
  const failed = store.flush();
  await expect(failed).rejects.toThrow(StoreFailed);
  expect(() => {
    store.apply(write(2, "b"));
  }).toThrow(StoreFailed);
  await expect(store.flush()).rejects.toThrow(StoreFailed);
  await store.close().catch(() => undefined);
  expect(await rows("fails")).toBe(0);
});

it("writes nothing after a transaction that failed while the next was on its way", async () => {
  const store = await IndexedDbStore.open("aborts");
  // Given back below, and called on the database it was taken from.
  // eslint-disable-next-line @typescript-eslint/unbound-method
  const make = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...how: Parameters<typeof make>) {
    IDBDatabase.prototype.transaction = make;
    const transaction = make.apply(this, how);
    transaction.commit = () => {
      transaction.abort();
    };
    return transaction;
  };
  store.apply(GRANTED);
  const first = store.flush();
  store.apply(write(1, "a"));
  const second = store.flush();
  await expect(first).rejects.toThrow(StoreFailed);
  await expect(second).rejects.toThrow(StoreFailed);
  const again = await IndexedDbStore.open("aborts");
  expect(again.manifest.me).toBeUndefined();
  expect(again.position("A:1")).toBeUndefined();
});

it("writes nothing once another page has opened it, however late it tries", async () => {
  const frozen = await IndexedDbStore.open("taken");
  frozen.apply(GRANTED);
  frozen.apply(write(1, "a"));
  await frozen.flush();
  frozen.apply(write(2, "b"));
  const late = await IndexedDbStore.open("taken");
  late.apply({ drops: ["A:1"] });
  await late.flush();
  await expect(frozen.flush()).rejects.toThrow("taken it over");
  expect(await rows("taken")).toBe(0);
});

it("stops when another page deletes it", async () => {
  const store = await IndexedDbStore.open("deleted");
  store.apply(GRANTED);
  await new Promise((resolve) => {
    indexedDB.deleteDatabase("deleted").onsuccess = resolve;
  });
  await expect(store.flush()).rejects.toThrow(StoreFailed);
});
