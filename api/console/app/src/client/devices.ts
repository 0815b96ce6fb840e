import {
  isLocked,
  nameOf,
  stateOf,
  type CameraState,
  type Device,
  type Difference,
  type Members,
  type Status,
  type StoppedBy,
  type View,
} from "@sightline/sync";

import { LANGUAGE } from "../language/language";
import { t } from "../language/words";

/** A search begins with so many characters. */
export const SEARCH_FROM = 3;

/** How something is marked beside its words: one of a camera's four colours, or none. */
export type Mark = CameraState | "none";

/** One device as a list shows it. */
export interface DeviceRow {
  readonly key: string;
  readonly name: string;
  readonly mark: Mark;
  /** The state in words, since colours alone tell nothing to some. */
  readonly words: string;
  /** What else there is to say in the list, such as the model. */
  readonly more: string;
  /** What limits its use, in a word or two; empty for nothing. */
  readonly limit: string;
  readonly locked: boolean;
}

/** The devices of one address or folder. */
export interface Group {
  /** Of the source. */
  readonly id: string;
  /** Empty for what has no place. */
  readonly name: string;
  readonly folder: boolean;
  readonly rows: readonly DeviceRow[];
}

/** What a tariff is for. */
export const PAYABLE: Readonly<Record<"camera" | "tracker", string>> = { camera: t("camera"), tracker: t("tracker") };

const WORDS: Readonly<Record<CameraState, string>> = {
  green: t("Working"),
  yellow: t("Partly working"),
  red: t("No picture"),
  locked: t("Not available"),
};

const HOLDINGS: Readonly<Record<string, string>> = {
  owner: t("Yours"),
  change: t("Shared with you, you may change it"),
  view: t("Shared with you"),
  locked: t("Not available"),
};

/** Places where cameras hang, then what has no place; each in order of the names, and a camera in every place that shows it. */
export function groupsOf(view: View, kind: Device["kind"], search: string): Group[] {
  const groups = new Map<string, { name: string; rows: DeviceRow[] }>();
  for (const device of view.devices.values()) {
    if (device.kind !== kind || !matches(device, search)) {
      continue;
    }
    const row = rowOf(device);
    for (const [id, name] of placesOf(device)) {
      const group = groups.get(id) ?? { name: "", rows: [] };
      groups.set(id, { name: group.name || name, rows: [...group.rows, row] });
    }
  }
  return [...groups]
    .map(([id, { name, rows }]) => {
      const kind = kindOfPlace(id);
      return { id, name: name || UNNAMED[kind], folder: kind === "folder", rows: rows.sort(byName) };
    })
    .sort((one, other) => RANK[kindOfPlace(one.id)] - RANK[kindOfPlace(other.id)] || byName(one, other));
}

type Place = "address" | "folder" | "own";

const RANK: Readonly<Record<Place, number>> = { address: 0, folder: 1, own: 2 };
const UNNAMED: Readonly<Record<Place, string>> = { address: t("Address"), folder: t("Folder"), own: "" };

function kindOfPlace(source: string): Place {
  return source.startsWith("A:") ? "address" : source.startsWith("F:") ? "folder" : "own";
}

/** The places of a device by their sources; without one, what it is told by. */
function placesOf({ sources, places, members }: Device): [string, string][] {
  const placed = sources.flatMap((source, i): [string, string][] =>
    kindOfPlace(source) === "own" ? [] : [[source, places[i] ?? ""]],
  );
  const address = members["address"];
  return placed.length > 0 ? placed : [["-", typeof address === "string" ? address : ""]];
}

function matches(device: Device, search: string): boolean {
  const wanted = search.trim().toLocaleLowerCase();
  const held = [nameOf(device), ...device.places].join("\n").toLocaleLowerCase();
  return wanted.length < SEARCH_FROM || held.includes(wanted);
}

export function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return one.name.localeCompare(other.name, undefined, { numeric: true });
}

export function rowOf(device: Device): DeviceRow {
  const { key, kind, members } = device;
  const name = nameOf(device);
  const locked = isLocked(device);
  switch (kind) {
    case "camera": {
      const state = stateOf(device) as CameraState;
      const note = members["note"];
      const words = state === "red" && typeof note === "string" && note !== "" ? `${WORDS.red}: ${note}` : unpaid(members) ?? WORDS[state];
      const limit = locked ? t("Locked") : members["access"] === "live" ? t("Live only") : "";
      return { key, name, mark: state, words, more: "", limit, locked };
    }
    case "intercom": {
      const online = stateOf(device) === "online";
      const words = locked ? WORDS.locked : online ? t("Connected") : t("Not connected");
      const flat = members["flat"];
      return {
        key,
        name,
        mark: locked ? "locked" : online ? "green" : "red",
        words,
        more: typeof flat === "string" && flat !== "" ? t("Flat {flat}", { flat }) : "",
        limit: locked ? t("Locked") : members["restrictArchive"] === true ? t("Live only") : "",
        locked,
      };
    }
    case "tracker": {
      const model = members["model"];
      return {
        key,
        name,
        mark: locked || members["expired"] === true ? "locked" : "none",
        words: unpaid(members) ?? HOLDINGS[String(members["access"])] ?? "",
        more: typeof model === "string" ? model : "",
        limit: locked || members["expired"] === true ? t("Locked") : "",
        locked,
      };
    }
  }
}

function unpaid(members: Members): string | undefined {
  return members["expired"] === true ? t("Not paid for") : undefined;
}

/** The cards of monitoring objects, in order of their names. */
export function objectRows(objects: ReadonlyMap<string, Members>, search: string): { key: string; name: string; more: string }[] {
  const wanted = search.trim().toLocaleLowerCase();
  return [...objects]
    .map(([key, { name, description }]) => ({
      key,
      name: String(name),
      more: typeof description === "string" ? description : "",
    }))
    .filter(({ name, more }) => wanted.length < SEARCH_FROM || `${name}\n${more}`.toLocaleLowerCase().includes(wanted))
    .sort(byName);
}

/** What a screen reader is told of a change; empty when there is nothing to tell. */
export function announcement(before: View, { changed, removed }: Difference): string {
  const gone = removed.flatMap((key) => {
    const device = before.devices.get(key);
    return device === undefined ? [] : [nameOf(device)];
  });
  const count = changed.length + gone.length;
  if (count > 3) {
    return t("{count, plural, one {# device has} other {# devices have}} changed", { count });
  }
  return [
    ...changed.map(rowOf).map(({ key, name, words }) => (before.devices.has(key) ? `${name}: ${words}` : t("{name} is new: {words}", { name, words }))),
    ...gone.map((name) => t("{name} is gone", { name })),
  ].join(". ");
}

const ENDS: Readonly<Partial<Record<StoppedBy, string>>> = {
  gone: t("This account or this browser has been removed"),
  refused: t("The server refuses this account"),
  replaced: t("Open elsewhere with the data of this browser"),
  failure: t("This browser cannot keep data"),
};

/** What the bar says of the connection, and whether what is shown is up to date. */
export function standing(
  { state, by }: Pick<Status, "state" | "by">,
  inStepAt: number | undefined,
  nowMs: number,
): { text: string; live: boolean } {
  if (by !== undefined && ENDS[by] !== undefined) {
    return { text: ENDS[by], live: false };
  }
  if (state === "in-step") {
    return { text: t("Up to date"), live: true };
  }
  const age = inStepAt === undefined ? "" : t(", last up to date {ago}", { ago: ago(nowMs - inStepAt) });
  switch (state) {
    case "suspended":
      return { text: t("This account is suspended"), live: false };
    case "syncing":
    case "stale":
      return { text: t("Catching up{age}", { age }), live: false };
    default:
      return { text: t("Not connected{age}", { age }), live: false };
  }
}

export function ago(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  if (seconds < 60) {
    return t("just now");
  }
  const units: readonly [number, Intl.RelativeTimeFormatUnit][] = [
    [86_400, "day"],
    [3_600, "hour"],
    [60, "minute"],
  ];
  const [size, unit] = units.find(([each]) => seconds >= each) ?? [60, "minute"];
  return new Intl.RelativeTimeFormat(LANGUAGE, { numeric: "always" }).format(-Math.floor(seconds / size), unit);
}
