import {
  nameOf,
  stateOf,
  type CameraState,
  type Device,
  type Difference,
  type Status,
  type StoppedBy,
  type View,
} from "@sightline/sync";

/** One camera as the list shows it. */
export interface CameraRow {
  readonly key: string;
  readonly name: string;
  readonly state: CameraState;
  /** The state in words, since colours alone tell nothing to some. */
  readonly words: string;
  readonly place: string;
  /** Only live pictures, no archive. */
  readonly liveOnly: boolean;
}

/** A search begins with so many characters. */
export const SEARCH_FROM = 3;

const WORDS: Readonly<Record<CameraState, string>> = {
  green: "Working",
  yellow: "Partly working",
  red: "No picture",
  locked: "Not available",
};

/** The cameras of a view whose name or place holds what is searched for, in order of their names. */
export function cameraRows(view: View, search: string): CameraRow[] {
  const wanted = search.trim().toLocaleLowerCase();
  return [...view.devices.values()]
    .filter(({ kind }) => kind === "camera")
    .map(rowOf)
    .filter(({ name, place }) => wanted.length < SEARCH_FROM || `${name}\n${place}`.toLocaleLowerCase().includes(wanted))
    .sort((one, other) => one.name.localeCompare(other.name, undefined, { numeric: true }));
}

function rowOf(device: Device): CameraRow {
  const { key, members } = device;
  const state = stateOf(device) as CameraState;
  const note = members["note"];
  return {
    key,
    name: nameOf(device),
    state,
    words: state === "red" && typeof note === "string" && note !== "" ? `${WORDS.red}: ${note}` : WORDS[state],
    place: typeof members["place"] === "string" ? members["place"] : "",
    liveOnly: members["access"] === "live",
  };
}

/** What a screen reader is told of a change; empty when there is nothing to tell of cameras. */
export function announcement(before: View, { changed, removed }: Difference): string {
  const cameras = changed.filter(({ kind }) => kind === "camera").map(rowOf);
  const gone = removed.flatMap((key) => {
    const device = before.devices.get(key);
    return device?.kind === "camera" ? [nameOf(device)] : [];
  });
  const count = cameras.length + gone.length;
  if (count > 3) {
    return `${count} cameras have changed`;
  }
  return [
    ...cameras.map(({ key, name, words }) => (before.devices.has(key) ? `${name}: ${words}` : `${name} is new: ${words}`)),
    ...gone.map((name) => `${name} is gone`),
  ].join(". ");
}

const ENDS: Readonly<Partial<Record<StoppedBy, string>>> = {
  gone: "This account or this browser has been removed",
  refused: "The server refuses this account",
  replaced: "Open elsewhere with the data of this browser",
  failure: "This browser cannot keep data",
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
    return { text: "Up to date", live: true };
  }
  const age = inStepAt === undefined ? "" : `, last up to date ${ago(nowMs - inStepAt)}`;
  switch (state) {
    case "suspended":
      return { text: "This account is suspended", live: false };
    case "syncing":
    case "stale":
      return { text: `Catching up${age}`, live: false };
    default:
      return { text: `Not connected${age}`, live: false };
  }
}

function ago(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  if (seconds < 60) {
    return "just now";
  }
  const units: readonly [number, Intl.RelativeTimeFormatUnit][] = [
    [86_400, "day"],
    [3_600, "hour"],
    [60, "minute"],
  ];
  const [size, unit] = units.find(([each]) => seconds >= each) ?? [60, "minute"];
  return new Intl.RelativeTimeFormat("en", { numeric: "always" }).format(-Math.floor(seconds / size), unit);
}
