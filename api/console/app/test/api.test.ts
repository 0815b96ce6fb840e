import { expect, it } from "vitest";

import { answered, refusal, Refused } from "../src/client/api";
import { money } from "../src/client/money";

it("puts what is wrong to the fields of the body", () => {
  const refused = refusal(422, { title: "Not acceptable", errors: [{ pointer: "/login", code: "taken", message: "It is taken" }] });
  expect([...refused.fields]).toEqual([["login", "It is taken"]]);
  expect(refused.message).toBe("Not acceptable");
});

it("puts what a rule refuses to the field it names", () => {
  expect([...refusal(422, { title: "Not acceptable", code: "invalid", detail: "imei" }).fields]).toEqual([["imei", "It cannot be this."]]);
  expect(refusal(409, { title: "Not now", code: "conflict", detail: "balance" }).fields.size).toBe(0);
});

it("says in our words what everybody meets", () => {
  expect(refusal(403, { title: "x" }).message).toBe("This is not permitted.");
  expect(refusal(500, undefined).message).toBe("The server did not answer as it should.");
});

it("tells an answer from a refusal, and both from silence", async () => {
  const response = (status: number) => new Response(null, { status });
  await expect(answered(Promise.resolve({ data: 7, response: response(200) }))).resolves.toBe(7);
  await expect(answered(Promise.resolve({ error: {}, response: response(404) }))).rejects.toBeInstanceOf(Refused);
  await expect(answered(Promise.reject(new TypeError("failed to fetch")))).rejects.toMatchObject({ status: 0 });
});

it("writes amounts with the digits of their currency", () => {
  expect(money(123_456, "EUR")).toMatch(/1,234\.56/);
  expect(money(1_234, "JPY")).toMatch(/1,234$/);
});
