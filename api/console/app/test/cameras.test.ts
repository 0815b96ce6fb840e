import { EMPTY_VIEW, type Device, type View } from "@sightline/sync";
import { expect, it } from "vitest";

import { announcement, cameraRows, standing } from "../src/client/cameras";

function camera(key: string, name: string, more: object = {}): Device {
  const members = { $: 1, kind: "camera", name, state: "green", access: "full", ...more };
  return { key, kind: "camera", sources: ["A:1"], members };
}

function view(...devices: Device[]): View {
  return { ...EMPTY_VIEW, devices: new Map(devices.map((device) => [device.key, device])) };
}

const TOWN = view(
  camera("cam-1", "Yard 10", { state: "red", note: "no stream" }),
  camera("cam-2", "Yard 2", { state: "yellow", place: "1 High Street" }),
  camera("cam-3", "Gate", { access: "live" }),
  camera("cam-4", "Vault", { state: "locked", access: "locked" }),
  { key: "int-1", kind: "intercom", sources: ["A:1"], members: { name: "Door", online: true } },
);

it("lists cameras and nothing else, numbers in their order", () => {
  expect(cameraRows(TOWN, "").map(({ name }) => name)).toEqual(["Gate", "Vault", "Yard 2", "Yard 10"]);
});

it("says each of the four colours in words", () => {
  expect(Object.fromEntries(cameraRows(TOWN, "").map(({ state, words }) => [state, words]))).toEqual({
    green: "Working",
    yellow: "Partly working",
    red: "No picture: no stream",
    locked: "Not available",
  });
  expect(cameraRows(TOWN, "gate")[0]?.liveOnly).toBe(true);
});

it.each([
  ["ya", 4],
  ["yar", 2],
  [" HIGH ", 1],
  ["nowhere", 0],
])("searches names and places for %j from three characters on", (search, count) => {
  expect(cameraRows(TOWN, search).length).toBe(count);
});

it("announces what changed, and only how much when it is much", () => {
  const changed = [camera("cam-2", "Yard 2"), camera("cam-9", "Roof")];
  expect(announcement(TOWN, { changed, removed: ["cam-3", "int-1"] })).toBe("Yard 2: Working. Roof is new: Working. Gate is gone");
  expect(announcement(EMPTY_VIEW, { changed: [...TOWN.devices.values()], removed: [] })).toBe("4 cameras have changed");
  expect(announcement(TOWN, { changed: [], removed: ["int-1"] })).toBe("");
});

it("says how old the picture is while it is not up to date", () => {
  expect(standing({ state: "in-step" }, 0, 0)).toEqual({ text: "Up to date", live: true });
  expect(standing({ state: "waiting" }, 0, 59_000).text).toBe("Not connected, last up to date just now");
  expect(standing({ state: "waiting" }, 0, 3_700_000).text).toBe("Not connected, last up to date 1 hour ago");
  expect(standing({ state: "syncing" }, undefined, 0).text).toBe("Catching up");
  expect(standing({ state: "stopped", by: "gone" }, 0, 0).text).toBe("This account or this browser has been removed");
});
