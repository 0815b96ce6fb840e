import { valueOf } from "../value/value";
import { Digest, keyHash, leafOf, rootHash, valueHash } from "../wire/hashes";
import { ENTRIES_PER_SOURCE } from "../wire/limits";
import type { Base, Cursor, Delta, Entry, Man, Rebase } from "../wire/messages";
import { intact, Staging } from "./staging";
import { manifestOf, NO_MANIFEST, type Grant, type Position, type Store, type Write } from "./store";

/** What became of a message with content; `staged` is a chunk that waits for the rest of its base. */
export type Outcome = "applied" | "staged" | "dropped" | "base_mismatch" | "bad_hash" | "too_large";

/** What an applied message touched. */
export class Found {
  /** Keys that may differ from before. */
  readonly keys = new Set<string>();
  /** Keys whose new values are stored but not understood. */
  readonly unreadable: string[] = [];
}

/** The rules of applying (protocol page, sections 5 to 7) over a store. Knows nothing of sessions. */
export class Holdings {
  private readonly store: Store;
  private readonly staged = new Map<string, Staging>();

  constructor(store: Store) {
    this.store = store;
  }

  /** Applies a manifest; false when it builds on one that is not held. */
  manifest(man: Man): boolean {
    const held = this.store.manifest;
    const replaces = man.full || man.me !== held.me;
    if (!replaces && man.prev !== held.rev) {
      return false;
    }
    const grants = new Map<string, Grant>(replaces ? [] : held.grants);
    const drops = new Set<string>();
    if (!replaces) {
      for (const gone of man.del) {
        if (grants.get(gone.s)?.g === gone.g) {
          grants.delete(gone.s);
          drops.add(gone.s);
        }
      }
    }
    for (const { s, g, c, p, until } of man.add) {
      grants.set(s, { g, c, p, until });
    }
    if (man.st === "ended") {
      grants.clear();
    }
    for (const [source, before] of held.grants) {
      if (grants.get(source)?.g !== before.g) {
        drops.add(source);
      }
    }
    drops.forEach((source) => this.staged.delete(source));
    this.store.apply({ manifest: manifestOf(man.me, man.rev, man.st, grants), drops: [...drops] });
    return true;
  }

  delta(delta: Delta, found: Found): Outcome {
    const grant = this.store.manifest.grants.get(delta.s);
    const outcome = this.admit(grant, delta);
    if (grant === undefined || outcome !== "applied") {
      return outcome;
    }
    const gone = new Set(delta.del);
    delta.put.forEach((entry) => gone.delete(entry.k));
    return this.write(delta, grant, false, delta.put, [...gone], found);
  }

  rebase(rebase: Rebase, found: Found): Outcome {
    const grant = this.store.manifest.grants.get(rebase.s);
    const outcome = this.admit(grant, rebase);
    if (grant === undefined || outcome !== "applied") {
      return outcome;
    }
    const live = new Set(rebase.live);
    const listed = (hash: string) => rebase.leaves === undefined || rebase.leaves.includes(hash.charAt(0));
    const kept = new Set<string>();
    const gone: string[] = [];
    for (const { k } of this.store.entries(rebase.s)) {
      const hash = keyHash(k);
      if (listed(hash)) {
        if (live.has(hash)) {
          kept.add(k);
        } else {
          gone.push(k);
        }
      }
    }
    for (const { k } of rebase.put) {
      const hash = keyHash(k);
      if (!listed(hash) || !live.has(hash)) {
        return "base_mismatch";
      }
      kept.add(k);
    }
    if (kept.size !== rebase.live.length) {
      return "base_mismatch";
    }
    return this.write(rebase, grant, false, rebase.put, gone, found);
  }

  base(base: Base, found: Found): Outcome {
    const grant = this.store.manifest.grants.get(base.s);
    if (grant === undefined) {
      return "dropped";
    }
    let staging = this.staged.get(base.s);
    if (base.i === 0 || staging === undefined) {
      staging = new Staging(base);
      this.staged.set(base.s, staging);
    }
    const outcome = staging.add(base);
    if (outcome !== "applied") {
      return outcome;
    }
    this.staged.delete(base.s);
    for (const { k } of this.store.entries(base.s)) {
      found.keys.add(k);
    }
    return this.write(base, grant, true, staging.entries, [], found);
  }

  /** Forgets bases in the making, because the session they came in is over. */
  unstage(): void {
    this.staged.clear();
  }

  /** Drops everything held. */
  wipe(): void {
    this.staged.clear();
    this.store.apply({ manifest: NO_MANIFEST, drops: [...this.store.manifest.grants.keys()] });
  }

  /** What is held of a source, undefined when nothing. */
  cursor(source: string): Cursor | undefined {
    const position = this.store.position(source);
    return position && [source, position.epoch, position.rev, position.grant];
  }

  root(): string {
    const { me, rev, standing, grants } = this.store.manifest;
    const cursors: Cursor[] = [];
    if (standing === "active") {
      for (const [source, { g }] of grants) {
        cursors.push(this.cursor(source) ?? [source, "-", -1, g]);
      }
    }
    return rootHash(me, rev, cursors);
  }

  /** The sixteen leaves of a source; with `deep` value hashes are computed again. */
  leaves(source: string, deep: boolean): Digest[] {
    const leaves = Array.from({ length: 16 }, () => Digest.EMPTY);
    for (const { k, r, v, h } of this.store.entries(source)) {
      const leaf = leafOf(keyHash(k));
      leaves[leaf] = (leaves[leaf] ?? Digest.EMPTY).plus(Digest.ofEntry(k, r, deep ? valueHash(v) : h));
    }
    return leaves;
  }

  private admit(grant: Grant | undefined, content: Delta | Rebase): Outcome {
    if (grant === undefined) {
      return "dropped";
    }
    const held = this.store.position(content.s);
    if (held?.epoch !== content.e) {
      return "base_mismatch";
    }
    if (held.rev !== content.prev) {
      return content.rev <= held.rev ? "dropped" : "base_mismatch";
    }
    return content.put.every(intact) ? "applied" : "bad_hash";
  }

  private write(
    { s, e, rev }: Delta | Base | Rebase,
    grant: Grant,
    replace: boolean,
    put: readonly Entry[],
    del: readonly string[],
    found: Found,
  ): Outcome {
    const position: Position = { epoch: e, rev, grant: grant.g };
    const write: Write = { source: s, position, replace, put, del };
    if (!replace && this.sizeAfter(write) > ENTRIES_PER_SOURCE) {
      return "too_large";
    }
    this.store.apply({ drops: [], write });
    for (const entry of put) {
      found.keys.add(entry.k);
      if (valueOf(entry) === undefined) {
        found.unreadable.push(entry.k);
      }
    }
    del.forEach((key) => found.keys.add(key));
    return "applied";
  }

  private sizeAfter({ source, put, del }: Write): number {
    const held = (key: string) => this.store.entry(source, key) !== undefined;
    const fresh = new Set(put.map((entry) => entry.k).filter((key) => !held(key))).size;
    return this.store.count(source) + fresh - del.filter(held).length;
  }
}
