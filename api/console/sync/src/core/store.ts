import { compareUtf8 } from "../wire/hashes";
import type { Entry, Standing } from "../wire/messages";

/** One entitlement: its number, view class, priority, and the epoch second after which it is hidden while out of step (0 for never). */
export interface Grant {
  readonly g: number;
  readonly c: number;
  readonly p: number;
  readonly until: number;
}

/** The sources the user may hold, by id in the order of {@link compareUtf8}. */
export interface Manifest {
  /** Epoch of the user, undefined before the first manifest. */
  readonly me: string | undefined;
  /** Revision, -1 before the first manifest. */
  readonly rev: number;
  readonly standing: Standing;
  readonly grants: ReadonlyMap<string, Grant>;
}

export const NO_MANIFEST: Manifest = { me: undefined, rev: -1, standing: "active", grants: new Map() };

export function manifestOf(me: string, rev: number, standing: Standing, grants: Iterable<[string, Grant]>): Manifest {
  return { me, rev, standing, grants: new Map([...grants].sort(([one], [other]) => compareUtf8(one, other))) };
}

/** Which content of a source is held: epoch, revision, and the grant under which it came. */
export interface Position {
  readonly epoch: string;
  readonly rev: number;
  readonly grant: number;
}

/** New content of one source. */
export interface Write {
  readonly source: string;
  readonly position: Position;
  /** Whether everything held of it goes first. */
  readonly replace: boolean;
  readonly put: readonly Entry[];
  /** Keys to drop; never one of `put`. */
  readonly del: readonly string[];
}

/** All that one message changes; a store takes it whole or not at all. Drops come before the write. */
export interface Change {
  readonly manifest?: Manifest;
  readonly drops: readonly string[];
  readonly write?: Write;
}

/**
 * Where a client keeps manifest, positions and entries. Reading and changing are immediate, so that the rules never wait in the
 * middle of a message; what is changed becomes durable later, whole changes at a time and never a later one without an earlier.
 */
export interface Store {
  readonly manifest: Manifest;

  /** Position of a source, undefined when nothing is held of it. */
  position(source: string): Position | undefined;

  entry(source: string, key: string): Entry | undefined;

  /** Number of entries held of a source. */
  count(source: string): number;

  entries(source: string): Iterable<Entry>;

  apply(change: Change): void;

  /** Resolves when every change so far survives the end of the page and the loss of power. Rejects with {@link StoreFailed}. */
  flush(): Promise<void>;

  /** A small text kept beside the content, such as the installation id; undefined when never set. */
  note(name: string): string | undefined;

  /** Keeps a note. Durable with the next {@link flush}. */
  keepNote(name: string, text: string): void;

  /** Flushes and lets go of everything. */
  close(): Promise<void>;
}

/** A store that cannot read or write. Nothing after it is kept; the store must be opened again. */
export class StoreFailed extends Error {
  override readonly name = "StoreFailed";
}
