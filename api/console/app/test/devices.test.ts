import { EMPTY_VIEW, type Device, type View } from "@sightline/sync";
import { expect, it } from "vitest";

import { announcement, groupsOf, objectRows, rowOf, standing } from "../src/client/devices";

function camera(key: string, name: string, more: object = {}, sources = ["A:1"], places = ["1 High Street"]): Device {
  const members = { $: 1, kind: "camera", name, state: "green", access: "full", ...more };
  return { key, kind: "camera", sources, places, members };
}

function view(...devices: Device[]): View {
  return { ...EMPTY_VIEW, devices: new Map(devices.map((device) => [device.key, device])) };
}

const DOOR: Device = {
  key: "int-1",
  kind: "intercom",
  sources: ["U:1"],
  places: [""],
  members: { name: "Door", online: true, flat: "12", address: "1 High Street" },
};
const VAN: Device = {
  key: "trk-1",
  kind: "tracker",
  sources: ["U:1"],
  places: [""],
  members: { name: "Van", access: "view", model: "FMB920" },
};
const TOWN = view(
  camera("cam-1", "Yard 10", { state: "red", note: "no stream" }),
  camera("cam-2", "Yard 2", { state: "yellow" }, ["A:1", "F:1"], ["1 High Street", "Our yard"]),
  camera("cam-3", "Gate", { access: "live" }, ["A:2"], ["2 Low Street"]),
  camera("cam-4", "Vault", { state: "locked", access: "locked" }, ["U:1"], [""]),
  DOOR,
  VAN,
);

it("groups cameras by address, then by folder, then those without a place, numbers in their order", () => {
  const groups = groupsOf(TOWN, "camera", "").map(({ name, rows }) => [name, ...rows.map((row) => row.name)]);
  expect(groups).toEqual([
    ["1 High Street", "Yard 2", "Yard 10"],
    ["2 Low Street", "Gate"],
    ["Our yard", "Yard 2"],
    ["", "Vault"],
  ]);
  expect(groupsOf(TOWN, "intercom", "").map(({ name }) => name)).toEqual(["1 High Street"]);
});

it("says each of the four colours in words", () => {
  const rows = groupsOf(TOWN, "camera", "").flatMap(({ rows }) => rows);
  expect(Object.fromEntries(rows.map(({ mark, words }) => [mark, words]))).toEqual({
    green: "Working",
    yellow: "Partly working",
    red: "No picture: no stream",
    locked: "Not available",
  });
  expect(rows.flatMap(({ name, limit }) => (limit === "" ? [] : [[name, limit]]))).toEqual([["Gate", "Live only"], ["Vault", "Locked"]]);
});

it("says how intercoms and trackers stand", () => {
  expect(rowOf(DOOR)).toMatchObject({ mark: "green", words: "Connected", more: "Flat 12" });
  expect(rowOf({ ...DOOR, members: { ...DOOR.members, online: false } }).words).toBe("Not connected");
  expect(rowOf(VAN)).toMatchObject({ mark: "none", words: "Shared with you", more: "FMB920" });
  expect(rowOf({ ...VAN, members: { ...VAN.members, expired: true } })).toMatchObject({ mark: "locked", words: "Not paid for", limit: "Locked" });
  expect(rowOf(camera("cam-5", "Shed", { state: "locked", access: "locked", expired: true }))).toMatchObject({ words: "Not paid for", limit: "Locked" });
  expect(rowOf({ ...DOOR, members: { ...DOOR.members, restrictArchive: true } }).limit).toBe("Live only");
});

it("lists monitoring objects that match", () => {
  const objects = new Map([
    ["obj-1", { name: "Site 10", description: "Behind the mill" }],
    ["obj-2", { name: "Site 2" }],
  ]);
  expect(objectRows(objects, "").map(({ name }) => name)).toEqual(["Site 2", "Site 10"]);
  expect(objectRows(objects, "mill").map(({ name }) => name)).toEqual(["Site 10"]);
});

it.each([
  ["ya", 5],
  ["yar", 3],
  [" HIGH ", 3],
  ["nowhere", 0],
])("searches names and places for %j from three characters on", (search, count) => {
  expect(groupsOf(TOWN, "camera", search).flatMap(({ rows }) => rows).length).toBe(count);
});

it("announces what changed, and only how much when it is much", () => {
  const changed = [camera("cam-2", "Yard 2"), camera("cam-9", "Roof")];
  expect(announcement(TOWN, { changed, removed: ["cam-3"] })).toBe("Yard 2: Working. Roof is new: Working. Gate is gone");
  expect(announcement(EMPTY_VIEW, { changed: [...TOWN.devices.values()], removed: [] })).toBe("6 devices have changed");
  expect(announcement(TOWN, { changed: [], removed: ["cam-9"] })).toBe("");
});

it("says how old the picture is while it is not up to date", () => {
  expect(standing({ state: "in-step" }, 0, 0)).toEqual({ text: "Up to date", live: true });
  expect(standing({ state: "waiting" }, 0, 59_000).text).toBe("Not connected, last up to date just now");
  expect(standing({ state: "waiting" }, 0, 3_700_000).text).toBe("Not connected, last up to date 1 hour ago");
  expect(standing({ state: "syncing" }, undefined, 0).text).toBe("Catching up");
  expect(standing({ state: "stopped", by: "gone" }, 0, 0).text).toBe("This account or this browser has been removed");
});
