import { nameOf, type Device, type Members, type View } from "@sightline/sync";

import { byName } from "./devices";

/** What is typed of a tracker, as the API takes it; null for nothing. */
export interface TrackerFields {
  readonly name: string;
  readonly model: string;
  readonly imei: string;
  readonly phone: string | null;
  /** Millilitres for 100 km. */
  readonly averageFuel: number | null;
  readonly stopSeconds?: number;
  readonly parkSeconds?: number;
  readonly info: string | null;
  readonly colour: string;
}

/** @param said the text of a field by its name; fuel is typed in litres */
export function trackerFields(said: (name: string) => string): TrackerFields {
  const seconds = (name: string) => (said(name) === "" ? {} : { [name]: Math.round(Number(said(name))) });
  return {
    name: said("name"),
    model: said("model"),
    imei: said("imei").replaceAll(/[\s-]/g, ""),
    phone: said("phone") || null,
    averageFuel: said("averageFuel") === "" ? null : Math.round(Number(said("averageFuel")) * 1_000),
    ...seconds("stopSeconds"),
    ...seconds("parkSeconds"),
    info: said("info") || null,
    colour: said("colour"),
  };
}

/** What is different; what is missing before and null now is the same. */
export function differing<T extends object>(before: Partial<Record<keyof T, unknown>>, after: T): Partial<T> {
  const names = Object.keys(after) as (keyof T)[];
  return Object.fromEntries(names.filter((name) => (before[name] ?? null) !== after[name]).map((name) => [name, after[name]])) as Partial<T>;
}

/** A monitoring object as its card says. */
export interface ObjectCard {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly own: boolean;
  readonly mayChange: boolean;
  /** The devices assigned to it. */
  readonly devices: readonly Device[];
}

export function objectCards(view: View, user: string): ObjectCard[] {
  return [...view.objects].map(([key, members]) => cardOf(key.slice("obj-".length), members, view, user)).sort(byName);
}

function cardOf(id: string, { name, description, owner, change }: Members, view: View, user: string): ObjectCard {
  return {
    id,
    name: String(name),
    description: typeof description === "string" ? description : "",
    own: owner === user,
    mayChange: owner === user || (Array.isArray(change) && change.includes("object")),
    devices: [...view.devices.values()].filter(({ sources }) => sources.includes(`O:${id}`)),
  };
}

/** What its owner may assign to a monitoring object: trackers and cameras of the owner's own. */
export function assignable(view: View, user: string): { key: string; name: string }[] {
  return [...view.devices.values()]
    .filter(({ members }) => members["owner"] === user)
    .map((device) => ({ key: device.key, name: nameOf(device) }))
    .sort(byName);
}
