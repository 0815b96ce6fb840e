import { expect, test } from "vitest";

import { costOf } from "../../src/admin/money/prices";

const TARIFF = { monthly: 990, threeMonths: 2970, halfYear: 5643, year: 10692 };

test("what some months cost is what the server says, beside as many single months", () => {
  expect(costOf(TARIFF, 1)).toEqual({ amount: 990, saved: 0, percent: 0 });
  expect(costOf(TARIFF, 3)).toEqual({ amount: 2970, saved: 0, percent: 0 });
  expect(costOf(TARIFF, 6)).toEqual({ amount: 5643, saved: 297, percent: 5 });
  expect(costOf(TARIFF, 12)).toEqual({ amount: 10692, saved: 1188, percent: 10 });
});

test("a tariff for nothing has no discount", () => {
  expect(costOf({ monthly: 0, threeMonths: 0, halfYear: 0, year: 0 }, 12)).toEqual({ amount: 0, saved: 0, percent: 0 });
});
