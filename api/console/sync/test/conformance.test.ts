import "fake-indexeddb/auto";

import { describe, expect, it } from "vitest";

import type { Store } from "../src/core/store";
import { IndexedDbStore } from "../src/store/indexeddb";
import { MemoryStore } from "../src/store/memory";
import { scenes } from "./cases";
import { play, stateOf, type Scene } from "./conformance";

const SCENES = scenes();

async function check(scene: Scene, store: Store): Promise<void> {
  for (const { of, found, expected } of await play(scene, store)) {
    expect(found, of).toEqual(expected);
  }
}

it("finds the cases", () => {
  expect(SCENES.length).toBeGreaterThan(50);
});

describe("in memory", () => {
  it.each(SCENES)("$name", async (scene) => {
    await check(scene, new MemoryStore());
  });
});

describe("in IndexedDB, and again after it is opened anew", () => {
  it.each(SCENES)("$name", async (scene) => {
    const store = await IndexedDbStore.open(scene.name);
    await check(scene, store);
    const held = stateOf(store);
    await store.close();
    const reopened = await IndexedDbStore.open(scene.name);
    expect(stateOf(reopened)).toEqual(held);
    await reopened.close();
  });
});
