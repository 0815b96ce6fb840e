import { EMPTY_VIEW, type Device } from "@sightline/sync";
import { expect, it } from "vitest";

import { assignable, differing, objectCards, trackerFields } from "../src/client/belongings";

const tracker = (key: string, owner: string, ...sources: string[]): Device => ({ key, kind: "tracker", sources, places: sources.map(() => ""), members: { name: key, owner } });
const DEVICES = [tracker("trk-van", "ann", "O:fleet", "U:ann"), tracker("trk-bike", "ann", "U:ann"), tracker("trk-lent", "bob", "O:yard")];
const VIEW = {
  ...EMPTY_VIEW,
  devices: new Map(DEVICES.map((device) => [device.key, device])),
  objects: new Map([
    ["obj-yard", { name: "Yard", owner: "bob", change: ["trackers"] }],
    ["obj-fleet", { name: "Fleet", description: "On wheels", owner: "ann", change: [] }],
  ]),
};

it("takes a tracker as people type it", () => {
  const typed: Record<string, string> = { name: "Van", model: "tk103", imei: "49-015420-323751-8", averageFuel: "8.5", stopSeconds: "", parkSeconds: "600", colour: "#112233" };
  expect(trackerFields((name) => typed[name] ?? "")).toEqual({
    name: "Van",
    model: "tk103",
    imei: "490154203237518",
    phone: null,
    averageFuel: 8_500,
    parkSeconds: 600,
    info: null,
    colour: "#112233",
  });
});

it("sends what is different alone", () => {
  expect(differing({ name: "Van", imei: "1" }, { name: "Lorry", imei: "1", phone: null })).toEqual({ name: "Lorry" });
  expect(differing({ phone: "1" }, { phone: null })).toEqual({ phone: null });
});

it("shows monitoring objects with what is assigned to them, and what may be done", () => {
  expect(objectCards(VIEW, "ann").map(({ devices, ...card }) => ({ ...card, devices: devices.map(({ key }) => key) }))).toEqual([
    { id: "fleet", name: "Fleet", description: "On wheels", own: true, mayChange: true, devices: ["trk-van"] },
    { id: "yard", name: "Yard", description: "", own: false, mayChange: false, devices: ["trk-lent"] },
  ]);
  expect(assignable(VIEW, "ann").map(({ key }) => key)).toEqual(["trk-bike", "trk-van"]);
});
