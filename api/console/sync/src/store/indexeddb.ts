import { manifestOf, NO_MANIFEST, StoreFailed, type Change, type Grant, type Manifest, type Position, type Store } from "../core/store";
import type { Entry, Standing } from "../wire/messages";
import { MemoryStore } from "./memory";

const FORMAT = 1;
const ENTRIES = "entries";
const POSITIONS = "positions";
const NOTES = "notes";
const STATE = "state";
const ALL = [ENTRIES, POSITIONS, NOTES, STATE];
/** Keys of {@link STATE}. */
const MANIFEST = "manifest";
const TERM = "term";

type Row = Omit<Entry, "k">;

interface ManifestRow {
  readonly me: string;
  readonly rev: number;
  readonly standing: Standing;
  readonly grants: readonly [string, Grant][];
}

/** What waits to become durable, in the order in which it happened. */
interface Batch {
  readonly changes: Change[];
  readonly notes: Map<string, string>;
}

/**
 * A store in one IndexedDB database, for one installation and one page at a time. Everything is in memory as well, where it is read
 * and changed; a flush writes all changes since the last one in a single transaction, entries and cursors together. A page that is
 * killed between two flushes loses whole messages, never parts of one.
 *
 * Whoever opens the database takes it over: a page that had it open before writes nothing any more, and learns so at its next flush.
 */
export class IndexedDbStore implements Store {
  private readonly database: IDBDatabase;
  private readonly picture: MemoryStore;
  /** Number of this opening among all of the database. */
  private readonly term: number;
  private batch: Batch | undefined;
  private written: Promise<void> = Promise.resolve();
  private failure: StoreFailed | undefined;

  private constructor(database: IDBDatabase, picture: MemoryStore, term: number) {
    this.database = database;
    this.picture = picture;
    this.term = term;
    database.onversionchange = () => {
      this.fail("another page deletes or upgrades it");
      database.close();
    };
    database.onclose = () => {
      this.fail("the browser has closed it");
    };
  }

  /** Opens the database, making it when there is none. Rejects with {@link StoreFailed}. */
  static async open(name: string, factory: IDBFactory = indexedDB): Promise<IndexedDbStore> {
    try {
      const opening = factory.open(name, FORMAT);
      opening.onupgradeneeded = () => {
        ALL.forEach((store) => opening.result.createObjectStore(store));
      };
      const database = await result(opening);
      const { picture, term } = await load(database);
      return new IndexedDbStore(database, picture, term);
    } catch (cause) {
      throw new StoreFailed(`cannot open the store ${name}: ${reason(cause)}`, { cause });
    }
  }

  get manifest(): Manifest {
    return this.picture.manifest;
  }

  position(source: string): Position | undefined {
    return this.picture.position(source);
  }

  entry(source: string, key: string): Entry | undefined {
    return this.picture.entry(source, key);
  }

  count(source: string): number {
    return this.picture.count(source);
  }

  entries(source: string): Iterable<Entry> {
    return this.picture.entries(source);
  }

  note(name: string): string | undefined {
    return this.picture.note(name);
  }

  apply(change: Change): void {
    this.waiting().changes.push(change);
    this.picture.apply(change);
  }

  keepNote(name: string, text: string): void {
    this.waiting().notes.set(name, text);
    this.picture.keepNote(name, text);
  }

  flush(): Promise<void> {
    const batch = this.batch;
    if (batch !== undefined) {
      this.batch = undefined;
      // After a batch that failed nothing is written, or a later change would be kept without an earlier one.
      this.written = this.written.then(() => this.write(batch));
    }
    return this.written;
  }

  async close(): Promise<void> {
    try {
      await this.flush();
    } finally {
      this.failure ??= new StoreFailed("the store is closed");
      this.database.close();
    }
  }

  private waiting(): Batch {
    if (this.failure !== undefined) {
      throw this.failure;
    }
    this.batch ??= { changes: [], notes: new Map<string, string>() };
    return this.batch;
  }

  private async write(batch: Batch): Promise<void> {
    if (this.failure !== undefined) {
      throw this.failure;
    }
    let mishap: unknown;
    try {
      // Strict, because what is acknowledged must outlive a power cut and not only the page.
      const transaction = this.database.transaction(ALL, "readwrite", { durability: "strict" });
      const asked: IDBRequest<unknown> = transaction.objectStore(STATE).get(TERM);
      asked.onsuccess = () => {
        try {
          if (asked.result !== this.term) {
            throw new Error("another page has taken it over");
          }
          batch.changes.forEach((change) => {
            put(transaction, change);
          });
          batch.notes.forEach((text, name) => transaction.objectStore(NOTES).put(text, name));
          transaction.commit();
        } catch (cause) {
          // Else the part that was put before would be kept.
          mishap = cause;
          transaction.abort();
        }
      };
      await completion(transaction);
    } catch (cause) {
      throw this.fail(reason(mishap ?? cause), mishap ?? cause);
    }
  }

  private fail(why: string, cause?: unknown): StoreFailed {
    this.failure ??= new StoreFailed(`the store failed: ${why}`, { cause });
    return this.failure;
  }
}

/** Deletes a database and everything in it. */
export async function deleteStore(name: string, factory: IDBFactory = indexedDB): Promise<void> {
  await result(factory.deleteDatabase(name));
}

function put(transaction: IDBTransaction, { manifest, drops, write }: Change): void {
  const entries = transaction.objectStore(ENTRIES);
  const positions = transaction.objectStore(POSITIONS);
  for (const source of drops) {
    entries.delete(everyKeyOf(source));
    positions.delete(source);
  }
  if (manifest !== undefined) {
    const { me, rev, standing, grants } = manifest;
    if (me === undefined) {
      transaction.objectStore(STATE).delete(MANIFEST);
    } else {
      const row: ManifestRow = { me, rev, standing, grants: [...grants] };
      transaction.objectStore(STATE).put(row, MANIFEST);
    }
  }
  if (write !== undefined) {
    const { source, position, replace, put, del } = write;
    if (replace) {
      entries.delete(everyKeyOf(source));
    }
    del.forEach((key) => entries.delete([source, key]));
    put.forEach(({ k, r, dr, v, h }) => entries.put({ r, dr, v, h } satisfies Row, [source, k]));
    positions.put(position, source);
  }
}

/** A list ranks above every text, so this ends behind the last key of the source. */
function everyKeyOf(source: string): IDBKeyRange {
  return IDBKeyRange.bound([source], [source, []]);
}

async function load(database: IDBDatabase): Promise<{ picture: MemoryStore; term: number }> {
  const transaction = database.transaction(ALL, "readwrite", { durability: "strict" });
  const done = completion(transaction);
  const state = transaction.objectStore(STATE);
  const [before, manifest, sources, positions, keys, rows, names, texts] = await Promise.all([
    result(state.get(TERM) as IDBRequest<number | undefined>),
    result(state.get(MANIFEST) as IDBRequest<ManifestRow | undefined>),
    result(transaction.objectStore(POSITIONS).getAllKeys()) as Promise<string[]>,
    result(transaction.objectStore(POSITIONS).getAll() as IDBRequest<Position[]>),
    result(transaction.objectStore(ENTRIES).getAllKeys()) as Promise<[string, string][]>,
    result(transaction.objectStore(ENTRIES).getAll() as IDBRequest<Row[]>),
    result(transaction.objectStore(NOTES).getAllKeys()) as Promise<string[]>,
    result(transaction.objectStore(NOTES).getAll() as IDBRequest<string[]>),
  ]);
  const term = (before ?? 0) + 1;
  state.put(term, TERM);
  await done;
  const puts = new Map<string, Entry[]>(sources.map((source) => [source, []]));
  for (const [[source, k], row] of pairs(keys, rows)) {
    puts.get(source)?.push({ k, ...row });
  }
  const picture = new MemoryStore();
  picture.apply({
    manifest:
      manifest === undefined
        ? NO_MANIFEST
        : manifestOf(manifest.me, manifest.rev, manifest.standing, manifest.grants),
    drops: [],
  });
  for (const [source, position] of pairs(sources, positions)) {
    picture.apply({ drops: [], write: { source, position, replace: true, put: puts.get(source) ?? [], del: [] } });
  }
  for (const [name, text] of pairs(names, texts)) {
    picture.keepNote(name, text);
  }
  return { picture, term };
}

function* pairs<A, B>(as: readonly A[], bs: readonly B[]): Generator<[A, B]> {
  for (const [i, a] of as.entries()) {
    yield [a, bs[i] as B];
  }
}

function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error("the request failed"));
    };
  });
}

function completion(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => {
      resolve();
    };
    transaction.onabort = () => {
      reject(transaction.error ?? new Error("the transaction was aborted"));
    };
  });
}

function reason(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
