/** So many devices are remembered; of more, those that changed last. */
const MOST = 2_000;
/** Changes come in bursts, and are written once for each. */
const WRITTEN_AFTER_MS = 500;
const KEPT = "sightline-changes";

/** Where text is kept from one visit to the next; a part of what a browser has. */
export type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** When this browser learned of a device's last change, kept while somebody is signed in. All times are epoch milliseconds. */
export class Changes {
  private known: { since: number; at: Map<string, number> };
  private readonly shelf: Shelf | undefined;
  private readonly nowMs: () => number;
  private due = false;

  /** @param shelf undefined where nothing is to be kept */
  constructor(shelf: Shelf | undefined, nowMs: () => number) {
    this.shelf = shelf;
    this.nowMs = nowMs;
    this.known = read(shelf) ?? { since: nowMs(), at: new Map() };
  }

  /** Since when changes have been looked out for. */
  get since(): number {
    return this.known.since;
  }

  /** By the keys of devices. A value: the next change makes another. */
  get at(): ReadonlyMap<string, number> {
    return this.known.at;
  }

  noted(keys: readonly string[]): void {
    if (keys.length === 0) {
      return;
    }
    const at = new Map(this.known.at);
    keys.forEach((key) => {
      // Last in order, so that the first are those that changed longest ago.
      at.delete(key);
      at.set(key, this.nowMs());
    });
    this.known = { ...this.known, at: new Map([...at].slice(-MOST)) };
    if (!this.due) {
      this.due = true;
      setTimeout(() => {
        this.write();
      }, WRITTEN_AFTER_MS);
    }
  }

  /** Writes what is not written yet. */
  write(): void {
    if (this.due) {
      this.due = false;
      this.shelf?.setItem(KEPT, JSON.stringify({ since: this.known.since, at: [...this.known.at] }));
    }
  }

  /** Begins anew, for the next who signs in. */
  forget(): void {
    this.due = false;
    this.shelf?.removeItem(KEPT);
    this.known = { since: this.nowMs(), at: new Map() };
  }
}

function read(shelf: Shelf | undefined): { since: number; at: Map<string, number> } | undefined {
  try {
    const { since, at } = JSON.parse(shelf?.getItem(KEPT) ?? "") as { since: number; at: [string, number][] };
    return Number.isFinite(since) ? { since, at: new Map(at) } : undefined;
  } catch {
    return undefined;
  }
}
