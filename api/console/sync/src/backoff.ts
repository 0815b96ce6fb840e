import type { Store } from "./core/store";

const NOTE = "attempts";
const FIRST_MS = 500;
const LONGEST_MS = 60_000;
const MOST_DOUBLINGS = 7;

/**
 * How long to wait before connecting again: a random time up to a bound that doubles with every attempt. The number of attempts
 * survives a restart, so a crowd of pages that are loaded again together does not come back together.
 */
export class Backoff {
  private readonly store: Store;
  private readonly random: () => number;
  private made: number;

  constructor(store: Store, random: () => number) {
    this.store = store;
    this.random = random;
    this.made = Number(store.note(NOTE) ?? "0");
  }

  /** The wait before the first connection of this page: none unless the last one was already in trouble. */
  firstWaitMs(): number {
    return this.made === 0 ? 0 : this.draw();
  }

  /** Counts an attempt and returns the wait before the next. */
  nextWaitMs(): number {
    const wait = this.draw();
    this.keep(Math.min(this.made + 1, MOST_DOUBLINGS));
    return wait;
  }

  reset(): void {
    if (this.made !== 0) {
      this.keep(0);
    }
  }

  get attempts(): number {
    return this.made;
  }

  private draw(): number {
    return this.random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** this.made);
  }

  private keep(number: number): void {
    this.made = number;
    this.store.keepNote(NOTE, String(number));
    // A store that cannot is noticed by the next message, which waits for the same flush.
    this.store.flush().catch(() => undefined);
  }
}
