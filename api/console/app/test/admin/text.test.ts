import { expect, it } from "vitest";

import { generated, ruled, RULES_OF_CUSTOMERS } from "../../src/admin/kit/PasswordRules";
import { deed, sentence } from "../../src/admin/kit/AuditList";
import { addressOf } from "../../src/admin/kit/KeyLink";
import { repair } from "../../src/admin/kit/Synchronize";
import { minorUnits, money, span, worded } from "../../src/admin/kit/text";
import { givenAs, nameIn } from "../../src/admin/user/EffectiveAccess";

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
  expect(addressOf("cam-7")).toBe("cameras/7");
  expect(addressOf("A:house 1")).toBe("addresses/house%201");
  expect(addressOf("licences")).toBeUndefined();
});

it("calls a device as an environment does, or by its key", () => {
  expect(nameIn('{"$":1,"kind":"camera","name":"Gate"}')).toBe("Gate");
  expect(nameIn('{"$":1,"kind":"camera","name":""}')).toBeUndefined();
  expect(nameIn('{"$":1,"kind":"camera"}')).toBeUndefined();
});

it("makes passwords that keep every rule", () => {
  for (let i = 0; i < 50; i++) {
    expect(ruled(generated(), RULES_OF_CUSTOMERS)).toBe(true);
  }
  expect(ruled("seven-grains", RULES_OF_CUSTOMERS)).toBe(false);
});

it("tells of the audit in sentences", () => {
  expect(deed({ operation: "PUT /api/v1/users/{id}/folders/{place}", object: "users/u.42/folders/yard" })).toBe("set folder yard of user u.42");
  expect(deed({ operation: "POST /api/v1/users/{id}/suspension", object: "users/u.42/suspension" })).toBe("added suspension of user u.42");
  expect(deed({ operation: "PATCH /api/v1/addresses/{id}", object: "addresses/house%201" })).toBe("changed address house 1");
  const row = { operation: "DELETE /api/v1/cameras/{id}", object: "cameras/7", actor: { kind: "administrator" as const, id: "ann" }, onBehalfOf: "u.42" };
  expect(sentence(row)).toBe("Administrator ann, for u.42, removed camera 7");
});

it("tells what a repair came to", () => {
  expect(repair(["cam-1", "cam-2"], new Set(["cam-1"]))).toEqual({ brought: ["cam-1"], taken: ["cam-2"] });
});

it("knows what a grant is called in the audit", () => {
  expect(givenAs("u.42", "A:house 1", "cam-7")).toBe("users/u.42/addresses/house%201");
  expect(givenAs("u.42", "U:u.42", "cam-7")).toBe("users/u.42/cameras/7");
  expect(givenAs("u.42", "U:u.42", "int-7")).toBeUndefined();
});
