import { expect, it, vi } from "vitest";

import { Changes, type Shelf } from "../src/client/changes";

class MemoryShelf implements Shelf {
  readonly kept = new Map<string, string>();
  writes = 0;

  getItem(key: string): string | null {
    return this.kept.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.writes++;
    this.kept.set(key, value);
  }

  removeItem(key: string): void {
    this.kept.delete(key);
  }
}

it("remembers from one visit to the next, and forgets when told to", () => {
  const kept = new MemoryShelf();
  const first = new Changes(kept, () => 1_000);
  first.noted(["cam-1"]);
  first.write();
  const second = new Changes(kept, () => 2_000);
  expect(second.since).toBe(1_000);
  expect([...second.at]).toEqual([["cam-1", 1_000]]);
  second.noted(["cam-1", "cam-2"]);
  expect([...second.at]).toEqual([["cam-1", 2_000], ["cam-2", 2_000]]);
  second.forget();
  second.write();
  expect(kept.kept.size).toBe(0);
  expect(new Changes(kept, () => 3_000).since).toBe(3_000);
});

it("writes a burst once", () => {
  vi.useFakeTimers();
  const kept = new MemoryShelf();
  const changes = new Changes(kept, () => 1_000);
  changes.noted(["cam-1"]);
  changes.noted(["cam-2"]);
  expect(kept.writes).toBe(0);
  vi.runAllTimers();
  expect(kept.writes).toBe(1);
  vi.useRealTimers();
});

it("keeps of too many those that changed last, and nothing of what it cannot read", () => {
  const kept = new MemoryShelf();
  kept.setItem("sightline-changes", "{");
  const changes = new Changes(kept, () => 1_000);
  changes.noted(Array.from({ length: 2_100 }, (_, i) => `cam-${i}`));
  changes.noted(["cam-200"]);
  expect(changes.at.size).toBe(2_000);
  expect(changes.at.has("cam-99")).toBe(false);
  expect([...changes.at.keys()].at(-1)).toBe("cam-200");
});
