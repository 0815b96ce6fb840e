import { EMPTY_VIEW, type Device } from "@sightline/sync";
import { expect, it } from "vitest";

import { payableOf, termsOf } from "../src/client/payments";

const TARIFF = {
  id: "basic",
  name: "Basic",
  device: "camera" as const,
  offered: true,
  currency: "EUR",
  monthly: 1_000,
  threeMonths: 3_000,
  halfYear: 5_400,
  year: 9_000,
  creditDays: 3,
  features: [],
  createdAt: "2026-11-01T12:00:00Z",
};

it("says what each time costs and saves", () => {
  expect(termsOf(TARIFF)).toEqual([
    { months: 1, cost: 1_000, discount: 0 },
    { months: 3, cost: 3_000, discount: 0 },
    { months: 6, cost: 5_400, discount: 10 },
    { months: 12, cost: 9_000, discount: 25 },
  ]);
  expect(termsOf({ ...TARIFF, monthly: 0, threeMonths: 0, halfYear: 0, year: 0 }).every(({ discount }) => discount === 0)).toBe(true);
});

it("can be paid for what is one's own or granted to oneself alone", () => {
  const one = (key: string, kind: Device["kind"], source: string, owner?: string): Device => ({
    key,
    kind,
    sources: [source],
    places: [""],
    members: { name: key, ...(owner === undefined ? {} : { owner }) },
  });
  const devices = [
    one("cam-granted", "camera", "U:ann"),
    one("cam-placed", "camera", "A:1"),
    one("cam-own", "camera", "U:ann", "ann"),
    one("cam-shared", "camera", "U:ann", "bob"),
    one("cam-main", "camera", "U:main"),
    one("trk-own", "tracker", "U:ann", "ann"),
    one("trk-shared", "tracker", "U:ann", "bob"),
    one("int-own", "intercom", "U:ann"),
  ];
  const view = { ...EMPTY_VIEW, devices: new Map(devices.map((device) => [device.key, device])) };
  expect(payableOf(view, "ann", "camera").map(({ key }) => key)).toEqual(["cam-granted", "cam-own"]);
  expect(payableOf(view, "ann", "tracker").map(({ key }) => key)).toEqual(["trk-own"]);
});
