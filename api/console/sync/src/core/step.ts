import type { ClientMessage, Problem, Welcome } from "../wire/messages";
import type { Manifest, Position } from "./store";

/** What a step means to the surroundings of a replica. */
export type Signal =
  | { readonly is: "welcomed"; readonly welcome: Welcome }
  /** The manifest is a new one; sources may have gone with it. */
  | { readonly is: "regranted"; readonly manifest: Manifest }
  /** A source has new content; `keys` may differ from before. */
  | { readonly is: "applied"; readonly source: string; readonly position: Position; readonly keys: ReadonlySet<string> }
  /** Nothing is lacking as of `at`, server time in epoch milliseconds. */
  | { readonly is: "frontier"; readonly mrev: number; readonly at: number }
  /** The server cannot prove at present that it is up to date. */
  | { readonly is: "stale" }
  /** After `stale`: it can again, and what is held is as it should be. */
  | { readonly is: "fresh" }
  /** Connect again after a random time in this range. */
  | { readonly is: "leave"; readonly minMs: number; readonly maxMs: number; readonly why: string }
  | { readonly is: "refused"; readonly problem: Problem }
  /** The connection is of no more use and is to be closed with this code. */
  | { readonly is: "hangup"; readonly code: number; readonly why: string };

/**
 * What one input to a replica leads to. The messages go out in this order, and none before the store has made durable what was
 * applied until then, for an `ack` or a cursor says that it is.
 */
export interface Step {
  readonly send: readonly ClientMessage[];
  readonly signals: readonly Signal[];
}

export const NOTHING: Step = { send: [], signals: [] };
