/**
 * The messages of both directions. Members have the names of the protocol page; flags and members with a default are always
 * there once a message has been read.
 */

export type Environment = "desktop" | "web" | "mobile";

/** What a manifest says about its user as a whole: `paused` hides everything and keeps it, `ended` drops everything. */
export type Standing = "active" | "paused" | "ended";

/** One device as one source tells it. `v` is kept exactly as it came, `h` is its hash as the server computed it. */
export interface Entry {
  readonly k: string;
  /** The source's revision that last changed this entry. */
  readonly r: number;
  /** Grows with the device itself, whichever source tells it. */
  readonly dr: number;
  readonly v: string;
  readonly h: string;
}

/** How far one source is held: id, epoch, revision, grant. */
export type Cursor = readonly [s: string, e: string, rev: number, g: number];

/** Number of entries and the sum of their hashes modulo 2^128 in 32 hex digits. */
export type DigestText = readonly [count: number, sum: string];

export interface Welcome {
  readonly t: "welcome";
  readonly sid: string;
  readonly mode: "delta" | "full" | "resume";
  /** Seconds between heartbeats. */
  readonly hb: number;
  /** Largest `hello` in bytes. */
  readonly helloBytes: number;
  readonly needsCursor: boolean;
}

/** A source the user holds from now on, or holds on with another class, priority or hiding time. */
export interface Granted {
  readonly s: string;
  readonly g: number;
  readonly c: number;
  readonly p: number;
  /** Epoch seconds after which a client that is not in step hides the source; 0 for never. */
  readonly until: number;
}

export interface Revoked {
  readonly s: string;
  readonly g: number;
}

export interface Man {
  readonly t: "man";
  readonly me: string;
  readonly prev: number;
  readonly rev: number;
  readonly st: Standing;
  readonly add: readonly Granted[];
  readonly del: readonly Revoked[];
  readonly full: boolean;
}

export interface Delta {
  readonly t: "d";
  readonly s: string;
  readonly e: string;
  readonly prev: number;
  readonly rev: number;
  readonly put: readonly Entry[];
  /** Keys that left the source. */
  readonly del: readonly string[];
}

export interface Base {
  readonly t: "b";
  readonly s: string;
  readonly e: string;
  readonly rev: number;
  readonly i: number;
  readonly last: boolean;
  readonly put: readonly Entry[];
}

export interface Rebase {
  readonly t: "r";
  readonly s: string;
  readonly e: string;
  readonly prev: number;
  readonly rev: number;
  readonly put: readonly Entry[];
  /** Hashes of the living keys, 16 hex digits each. */
  readonly live: readonly string[];
  /** The leaf digits it is restricted to; without it, it speaks of every key. */
  readonly leaves?: string;
}

export interface UpToDate {
  readonly t: "u";
  readonly mrev: number;
  readonly root: string;
  /** Server time, epoch milliseconds. */
  readonly at: number;
  readonly fence: boolean;
}

export interface Verify {
  readonly t: "ver";
  readonly s?: string;
  readonly deep: boolean;
}

export interface Heartbeat {
  readonly t: "hb";
  readonly root: string;
  readonly stale: boolean;
}

export interface GoAway {
  readonly t: "goaway";
  readonly minMs: number;
  readonly maxMs: number;
  readonly why: string;
}

export interface Problem {
  readonly t: "err";
  readonly code: string;
  readonly msg: string;
  /** Replaces the next reconnect wait; -1 when absent. */
  readonly retryMs: number;
  readonly fatal: boolean;
  readonly wipe: boolean;
}

/** A message of a type this library does not know. */
export interface Unknown {
  readonly t: "unknown";
  readonly type: string;
  readonly mustUnderstand: boolean;
}

export type ServerMessage =
  | Welcome
  | Man
  | Delta
  | Base
  | Rebase
  | UpToDate
  | Verify
  | Heartbeat
  | GoAway
  | Problem
  | Unknown;

export interface Hello {
  readonly t: "hello";
  readonly v: 1;
  readonly token?: string;
  readonly env: Environment;
  readonly inst: string;
  readonly app?: string;
  readonly caps: readonly string[];
  readonly me?: string;
  readonly mrev?: number;
  readonly cur?: readonly Cursor[];
  readonly root?: string;
  readonly res?: { readonly sid: string; readonly n: number };
}

/** Every frame up to `n` is applied and durable; `bad` names entries that are stored but cannot be shown. */
export interface Ack {
  readonly t: "ack";
  readonly n: number;
  readonly bad?: readonly (readonly [s: string, k: string])[];
}

export type Why = "base_mismatch" | "bad_hash" | "unknown";

export interface Nack {
  readonly t: "nack";
  readonly n: number;
  readonly s?: string;
  readonly why: Why;
  readonly have?: readonly [e: string, rev: number];
}

export interface Dig {
  readonly t: "dig";
  readonly s: string;
  readonly e: string;
  readonly rev: number;
  readonly g: number;
  readonly d: DigestText;
  readonly leaves: readonly DigestText[];
}

export interface Auth {
  readonly t: "auth";
  readonly token: string;
}

export interface Ping {
  readonly t: "ping";
  readonly at: number;
}

export interface Bye {
  readonly t: "bye";
}

export type ClientMessage = Hello | Ack | Nack | Dig | Auth | Ping | Bye;
