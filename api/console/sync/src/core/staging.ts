import { valueHash } from "../wire/hashes";
import { ENTRIES_PER_SOURCE } from "../wire/limits";
import type { Base, Entry } from "../wire/messages";
import type { Outcome } from "./holdings";

/** A base in the making. A broken one swallows chunks until the next first one. */
export class Staging {
  private readonly epoch: string;
  private readonly rev: number;
  private readonly byKey = new Map<string, Entry>();
  private next = 0;
  private broken = false;

  constructor(base: Base) {
    this.epoch = base.e;
    this.rev = base.rev;
  }

  /** Takes the next chunk; `applied` when the base is whole. */
  add(chunk: Base): Outcome {
    if (this.broken) {
      return "dropped";
    }
    if (chunk.i !== this.next || chunk.rev !== this.rev || chunk.e !== this.epoch) {
      return this.fail("base_mismatch");
    }
    if (!chunk.put.every(intact)) {
      return this.fail("bad_hash");
    }
    this.next++;
    for (const entry of chunk.put) {
      this.byKey.set(entry.k, entry);
    }
    if (this.byKey.size > ENTRIES_PER_SOURCE) {
      return this.fail("too_large");
    }
    return chunk.last ? "applied" : "staged";
  }

  get entries(): readonly Entry[] {
    return [...this.byKey.values()];
  }

  private fail(why: Outcome): Outcome {
    this.broken = true;
    this.byKey.clear();
    return why;
  }
}

/** Whether the value is the one whose hash the server computed. */
export function intact(entry: Entry): boolean {
  return valueHash(entry.v) === entry.h;
}
