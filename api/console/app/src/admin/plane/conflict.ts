import type { JsonObject } from "./patch";
import { ProblemError, type Problem } from "./problem";

/** Somebody else has changed what I was changing: what I had seen, what I want, and what is there now. */
export class ConflictError extends ProblemError {
  readonly seen: JsonObject;
  readonly mine: JsonObject;
  /** With the ETag that a change of it needs. */
  readonly theirs: JsonObject & { readonly _etag?: string };

  constructor(problem: Problem, seen: JsonObject, mine: JsonObject, theirs: JsonObject & { readonly _etag?: string }) {
    super(problem);
    this.seen = seen;
    this.mine = mine;
    this.theirs = theirs;
  }
}
