import { nameOf, type View } from "@sightline/sync";

import type { Schemas } from "./api";
import { byName } from "./devices";

type Tariff = Schemas["DeviceTariffRow"];

/** For how many months one pays at once, and what that costs. */
export interface Terms {
  readonly months: 1 | 3 | 6 | 12;
  /** In the currency's smallest unit. */
  readonly cost: number;
  /** Percent less than month by month, rounded. */
  readonly discount: number;
}

/** What a tariff costs for each time that can be paid for. */
export function termsOf({ monthly, threeMonths, halfYear, year }: Tariff): Terms[] {
  const costs: readonly (readonly [Terms["months"], number])[] = [[1, monthly], [3, threeMonths], [6, halfYear], [12, year]];
  return costs.map(([months, cost]) => ({ months, cost, discount: monthly === 0 ? 0 : Math.round(100 * (1 - cost / (monthly * months))) }));
}

/** The devices a tariff can be paid for: trackers and cameras of the user's own, and cameras granted to the user alone, which one that a place shows is not. */
export function payableOf(view: View, user: string, kind: Tariff["device"]): { key: string; name: string }[] {
  return [...view.devices.values()]
    .filter((device) => {
      const { owner } = device.members;
      const own = owner === user;
      const granted = device.kind === "camera" && owner === undefined && device.sources.includes(`U:${user}`);
      return device.kind === kind && (own || granted);
    })
    .map((device) => ({ key: device.key, name: nameOf(device) }))
    .sort(byName);
}
