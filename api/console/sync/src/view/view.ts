import type { Grant, Store } from "../core/store";
import { valueOf, type CameraState, type Kind, type Members, type Value } from "../value/value";
import type { Entry, Standing } from "../wire/messages";

/** One device as the user sees it, after all sources and the user's own decisions. */
export interface Device {
  readonly key: string;
  readonly kind: "camera" | "intercom" | "tracker";
  /** The sources that tell of it, in order of their ids. */
  readonly sources: readonly string[];
  /** How each of the sources calls the place, in the same order; empty where it does not say. */
  readonly places: readonly string[];
  /** Name, state, access and all else. */
  readonly members: Members;
}

/** The devices of a user (protocol page, section 8). A value: it does not change with the store it was made of. */
export interface View {
  /** Whether the user is active; else there are no devices. */
  readonly standing: Standing;
  readonly devices: ReadonlyMap<string, Device>;
  /** The analytics cases of the user, by their keys. */
  readonly cases: ReadonlyMap<string, Members>;
  /** The monitoring objects the user holds, by their keys. */
  readonly objects: ReadonlyMap<string, Members>;
  /** The operator's notifications to the user, by their keys. */
  readonly notes: ReadonlyMap<string, Members>;
  /** What the main user has for analytics; undefined for nothing. */
  readonly licences: Members | undefined;
  /** What holds for the whole customer; undefined when nothing was ever said. */
  readonly profile: Members | undefined;
  /** The codes in force for this user; undefined while they are those it was created with. */
  readonly permissions: Members | undefined;
}

export const EMPTY_VIEW: View = {
  standing: "active",
  devices: new Map(),
  cases: new Map(),
  objects: new Map(),
  notes: new Map(),
  licences: undefined,
  profile: undefined,
  permissions: undefined,
};

interface Told {
  readonly source: string;
  readonly dr: number;
  readonly value: Value;
}

type Tellings = readonly [Told, ...Told[]];

const OWN = "own:";
const CASE = "case-";
const OBJECT = "obj-";
const NOTE = "note-";
/** Keys that are the kind of what stands under them. */
const SINGLE: readonly string[] = ["licences", "profile", "permissions"] satisfies Kind[];
const BY_WIDTH: readonly unknown[] = ["locked", "live", "view", "full", "change", "owner"];
const RIGHTS = ["access", "archive", "archiveDays", "ptz"];

/** The view of what a store holds. */
export function viewOf(
  store: Store,
  at: {
    /** The user, as the answer to a token request names it; undefined before the first. */
    readonly owner: string | undefined;
    /** Whether the session now open has reached the frontier, which keeps sources past their hiding time in view. */
    readonly inStep: boolean;
    readonly nowSeconds: number;
  },
): View {
  const { standing, grants } = store.manifest;
  const told = new Map<string, [Told, ...Told[]]>();
  if (standing === "active") {
    for (const [source, grant] of grants) {
      if (at.inStep || !isHidden(grant, at.nowSeconds)) {
        for (const entry of store.entries(source)) {
          tell(source, entry, told);
        }
      }
    }
  }
  const own = `U:${at.owner ?? ""}`;
  const devices = new Map<string, Device>();
  const cases = new Map<string, Members>();
  const objects = new Map<string, Members>();
  const notes = new Map<string, Members>();
  for (const key of [...told.keys()].sort()) {
    const tellings = told.get(key);
    if (tellings !== undefined && kindOf(key) === "case") {
      cases.set(key, newest(tellings).value.members);
    } else if (tellings !== undefined && kindOf(key) === "object") {
      objects.set(key, newest(tellings).value.members);
    } else if (tellings !== undefined && kindOf(key) === "note") {
      notes.set(key, newest(tellings).value.members);
    } else if (tellings !== undefined && kindOf(key) === "device") {
      devices.set(key, device(key, tellings, told.get(OWN + key) ?? [], own));
    }
  }
  return {
    standing,
    devices,
    cases,
    objects,
    notes,
    licences: documentOf(told.get("licences") ?? []),
    profile: documentOf(told.get("profile") ?? []),
    // Permissions are each user's own: those of the main user stand in a source that a sub-user has as well.
    permissions: documentOf((told.get("permissions") ?? []).filter(({ source }) => source === own)),
  };
}

/** The second at which the view changes by itself because a source is past its hiding time; `Infinity` for never. */
export function nextHiding(store: Store, nowSeconds: number): number {
  let next = Infinity;
  for (const { until } of store.manifest.grants.values()) {
    next = until > nowSeconds ? Math.min(next, until) : next;
  }
  return next;
}

function isHidden({ until }: Grant, nowSeconds: number): boolean {
  return until > 0 && nowSeconds >= until;
}

function tell(source: string, entry: Entry, told: Map<string, [Told, ...Told[]]>): void {
  const value = valueOf(entry);
  // What stands under a key is of the key's kind, whatever it says of itself.
  if (value === undefined || rank(value.kind) !== kindOf(entry.k)) {
    return;
  }
  const one = { source, dr: entry.dr, value };
  const others = told.get(entry.k);
  if (others === undefined) {
    told.set(entry.k, [one]);
  } else {
    others.push(one);
  }
}

function rank(kind: Kind): Kind | "device" {
  return isDevice(kind) ? "device" : kind;
}

function isDevice(kind: Kind): kind is Device["kind"] {
  return kind === "camera" || kind === "intercom" || kind === "tracker";
}

function kindOf(key: string): Kind | "device" {
  if (key.startsWith(OWN)) {
    return "own";
  }
  if (key.startsWith(CASE)) {
    return "case";
  }
  if (key.startsWith(OBJECT)) {
    return "object";
  }
  if (key.startsWith(NOTE)) {
    return "note";
  }
  return SINGLE.includes(key) ? (key as Kind) : "device";
}

function documentOf([first, ...others]: readonly Told[]): Members | undefined {
  return first === undefined ? undefined : newest([first, ...others]).value.members;
}

function newest(tellings: Tellings): Told {
  return tellings.reduce((best, one) => (one.dr > best.dr ? one : best));
}

/** Of equals the smaller source wins: tellings come in order of their sources. */
function widest(tellings: Tellings): Told {
  return tellings.reduce((best, one) => {
    const wider = width(one) - width(best);
    return wider > 0 || (wider === 0 && one.dr > best.dr) ? one : best;
  });
}

function width({ value }: Told): number {
  return BY_WIDTH.indexOf(value.members["access"]);
}

function device(key: string, tellings: Tellings, own: readonly Told[], ownSource: string): Device {
  const { kind, members } = newest(tellings).value;
  const sources = tellings.map((one) => one.source);
  const places = tellings.map(({ value }) => (typeof value.members["place"] === "string" ? value.members["place"] : ""));
  const shown = isDevice(kind) ? kind : "camera";
  if (tellings.length === 1 && own.length === 0) {
    return { key, kind: shown, sources, places, members };
  }
  const rights = widest(tellings).value.members;
  const merged: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(members)) {
    if (!RIGHTS.includes(name)) {
      merged[name] = value;
    }
  }
  for (const right of RIGHTS) {
    if (right in rights) {
      merged[right] = rights[right];
    }
  }
  return { key, kind: shown, sources, places, members: decide(merged, shown, own, ownSource) };
}

function decide(members: Members, kind: Device["kind"], own: readonly Told[], ownSource: string): Members {
  const decision = (member: string): string | undefined => {
    const made = own.filter((one) => typeof one.value.members[member] === "string" && one.value.members[member] !== "");
    const best = made.find((one) => one.source === ownSource) ?? made[0];
    return best?.value.members[member] as string | undefined;
  };
  const name = decision("name");
  return {
    ...members,
    ...(name === undefined ? {} : { name }),
    ...(decision("access") === undefined ? {} : { access: "locked" }),
    ...(decision("access") === undefined || kind !== "camera" ? {} : { state: "locked" }),
  };
}

export function nameOf({ key, members }: Device): string {
  return typeof members["name"] === "string" ? members["name"] : key;
}

/** The colour of a camera; `online`, `offline` or `locked` for an intercom; `locked` or nothing for a tracker. */
export function stateOf(device: Device): CameraState | "online" | "offline" | undefined {
  if (device.kind === "camera") {
    return device.members["state"] as CameraState;
  }
  if (device.kind === "tracker") {
    return isLocked(device) ? "locked" : undefined;
  }
  return isLocked(device) ? "locked" : device.members["online"] === true ? "online" : "offline";
}

export function isLocked({ members }: Device): boolean {
  return members["access"] === "locked";
}

/** What is different between two views: devices that are new or look different, and keys that are gone. */
export interface Difference {
  readonly changed: readonly Device[];
  readonly removed: readonly string[];
}

export function difference(before: View, after: View): Difference {
  const changed = [...after.devices.values()].filter((one) => {
    const old = before.devices.get(one.key);
    return old === undefined || !sameDevice(old, one);
  });
  const removed = [...before.devices.keys()].filter((key) => !after.devices.has(key));
  return { changed, removed };
}

/** The view after a difference, for whoever was told only that. */
export function patched(before: View, { changed, removed }: Difference, rest: Omit<View, "devices">): View {
  const devices = new Map(before.devices);
  removed.forEach((key) => devices.delete(key));
  changed.forEach((one) => devices.set(one.key, one));
  return { ...rest, devices: new Map([...devices].sort(([one], [other]) => (one < other ? -1 : 1))) };
}

function sameDevice(one: Device, other: Device): boolean {
  // Members told by a single source are the same object while their entry is.
  const same = one.members === other.members || JSON.stringify(one.members) === JSON.stringify(other.members);
  return same && one.sources.join(" ") === other.sources.join(" ") && one.places.join("\n") === other.places.join("\n");
}
