import { expect, it } from "vitest";

import { generated, ruled, RULES_OF_CUSTOMERS } from "../../src/admin/kit/PasswordRules";
import { addressOf } from "../../src/admin/kit/Show";
import { minorUnits, money, span, worded } from "../../src/admin/kit/text";

it("words codes", () => {
  expect(worded("partially_active")).toBe("Partially active");
  expect(worded("billing.attach_camera_unknown_csa")).toBe("Billing. Failed to attach camera");
});

it("reads amounts to the last unit, and nothing finer or other", () => {
  expect(minorUnits("12", "EUR")).toBe(1200);
  expect(minorUnits("12.3", "EUR")).toBe(1230);
  expect(minorUnits(" 1 000.05 ", "EUR")).toBe(100_005);
  expect(minorUnits("12.345", "EUR")).toBeUndefined();
  expect(minorUnits("-1", "EUR")).toBeUndefined();
  expect(minorUnits("1e3", "EUR")).toBeUndefined();
  expect(minorUnits("5", "JPY")).toBe(5);
  expect(money(1230, "EUR")).toContain("12.30");
});

it("says a span in its largest unit", () => {
  expect([0, 999, 1_500, 61_000, 7_200_000, 200_000_000].map(span)).toEqual(["0 ms", "999 ms", "1 s", "1 min", "2 h", "2 d"]);
});

it("leads from a key to its card", () => {
  expect(addressOf("cam-7")).toBe("/cameras/7");
  expect(addressOf("A:house 1")).toBe("/addresses/house%201");
  expect(addressOf("licences")).toBeUndefined();
});

it("makes passwords that keep every rule", () => {
  for (let i = 0; i < 50; i++) {
    expect(ruled(generated(), RULES_OF_CUSTOMERS)).toBe(true);
  }
  expect(ruled("seven-grains", RULES_OF_CUSTOMERS)).toBe(false);
});
