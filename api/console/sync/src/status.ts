/**
 * Where a client stands.
 *
 * - `idle`: made, not started
 * - `connecting`: fetching a token or opening a connection
 * - `syncing`: connected, not yet at the frontier
 * - `in-step`: lacks nothing the server knows of
 * - `stale`: connected, but the server cannot prove at present that it is up to date
 * - `waiting`: not connected; tries again by itself
 * - `suspended`: the server refuses the user for now; shows nothing and tries again by itself
 * - `stopped`: ended; {@link Status.by} says why
 */
export type ClientState =
  | "idle"
  | "connecting"
  | "syncing"
  | "in-step"
  | "stale"
  | "waiting"
  | "suspended"
  | "stopped";

/**
 * What has ended a client: its owner; a server that wants a new sign-in; another page or program with the same installation; a
 * user or an installation that is gone; a refusal of another kind; or a store that failed.
 */
export type StoppedBy = "owner" | "sign-in" | "replaced" | "gone" | "refused" | "failure";

export interface Status {
  readonly state: ClientState;
  /** A short text for logs. */
  readonly why: string;
  readonly by?: StoppedBy;
}
