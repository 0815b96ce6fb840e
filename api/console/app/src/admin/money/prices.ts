import type { Schemas } from "../plane/api";

type Tariff = Pick<Schemas["DeviceTariffRow"], "monthly" | "threeMonths" | "halfYear" | "year">;

/** For how long a device can be paid at once. */
export const MONTHS = [1, 3, 6, 12] as const;
export type Months = (typeof MONTHS)[number];

/** What some months of a tariff cost, in the currency's smallest unit. */
export interface Cost {
  readonly amount: number;
  /** By how much that is below as many single months. */
  readonly saved: number;
  /** The same in whole percent. */
  readonly percent: number;
}

export function costOf({ monthly, threeMonths, halfYear, year }: Tariff, months: Months): Cost {
  const amount = { 1: monthly, 3: threeMonths, 6: halfYear, 12: year }[months];
  const saved = Math.max(0, monthly * months - amount);
  return { amount, saved, percent: monthly === 0 ? 0 : Math.round((saved * 100) / (monthly * months)) };
}
