import type { Entry } from "../wire/messages";

/** What the value of an entry says (protocol page, section 8). The protocol carries values as opaque text; only this module looks inside. */

export type Kind =
  | "camera"
  | "intercom"
  | "tracker"
  | "own"
  | "case"
  | "object"
  | "note"
  | "licences"
  | "profile"
  | "permissions";

/** The four colours of a camera: every stream works, some, none, and nothing is available. */
export type CameraState = "green" | "yellow" | "red" | "locked";

export type Members = Readonly<Record<string, unknown>>;

/** An understood value of schema 1. Members that this library has no rule for are kept as they came. */
export interface Value {
  readonly kind: Kind;
  readonly members: Members;
}

const STATES: readonly unknown[] = ["green", "yellow", "red", "locked"];
const ACCESSES: readonly unknown[] = ["full", "live", "locked"];
const HOLDINGS: readonly unknown[] = ["owner", "change", "view", "locked"];

const UNDERSTOOD: Readonly<Record<Kind, (members: Members) => boolean>> = {
  camera: (members) =>
    typeof members["name"] === "string" && STATES.includes(members["state"]) && ACCESSES.includes(members["access"]),
  intercom: (members) => typeof members["name"] === "string" && typeof members["online"] === "boolean",
  tracker: (members) => typeof members["name"] === "string" && HOLDINGS.includes(members["access"]),
  own: (members) =>
    (members["name"] === undefined || typeof members["name"] === "string") &&
    (members["access"] === undefined || members["access"] === "blocked"),
  case: (members) =>
    typeof members["title"] === "string" && typeof members["type"] === "string" && Array.isArray(members["cameras"]),
  object: (members) => typeof members["name"] === "string" && Array.isArray(members["change"]),
  note: (members) =>
    typeof members["title"] === "string" && typeof members["text"] === "string" && typeof members["read"] === "boolean",
  licences: (members) => Array.isArray(members["levels"]),
  profile: (members) => Array.isArray(members["areas"]),
  permissions: (members) => Array.isArray(members["codes"]),
};

/** Entries are immutable, so each is read once however often a view is made. */
const READ = new WeakMap<Entry, Value | "not understood">();

/** Reads the value of an entry; undefined when this library does not understand it, which the server learns as `bad`. */
export function valueOf(entry: Entry): Value | undefined {
  let value = READ.get(entry);
  if (value === undefined) {
    value = parseValue(entry.v) ?? "not understood";
    READ.set(entry, value);
  }
  return value === "not understood" ? undefined : value;
}

export function parseValue(v: string): Value | undefined {
  let members: unknown;
  try {
    members = JSON.parse(v);
  } catch {
    return undefined;
  }
  if (!isMembers(members) || members["$"] !== 1) {
    return undefined;
  }
  const kind = members["kind"];
  return isKind(kind) && UNDERSTOOD[kind](members) ? { kind, members } : undefined;
}

function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isKind(value: unknown): value is Kind {
  return typeof value === "string" && Object.hasOwn(UNDERSTOOD, value);
}
