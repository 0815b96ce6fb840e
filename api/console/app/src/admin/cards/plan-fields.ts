import { t } from "../../language/words";
import type { FieldGroup } from "../kit/CardForm";

/** What a tariff plan says. */
export const PLAN_FIELDS: readonly FieldGroup[] = [
  {
    fields: [
      { source: "title", label: t("Title"), required: true },
      { source: "description", label: t("Description"), kind: "long", required: true },
      { source: "months", label: t("Months"), kind: "number", required: true, initial: 1 },
      { source: "price.minor", label: t("Price, in the smallest unit"), kind: "number", required: true, help: t("990 are 9.90 of a currency with two digits") },
      { source: "price.currency", label: t("Currency, three letters"), required: true },
      { source: "order", label: t("Order"), kind: "number" },
      { source: "shown", label: t("Shown to users"), kind: "flag", initial: true },
      { source: "userId", label: t("For one user"), kind: "reference", of: { resource: "b2b-users", name: "login" } },
    ],
  },
];

/** What a tariff for single devices says. */
export const DEVICE_TARIFF_FIELDS: readonly FieldGroup[] = [
  {
    fields: [
      { source: "name", label: t("Name"), required: true },
      { source: "monthly", label: t("Price of a month, in the smallest unit"), kind: "number", required: true },
      { source: "creditDays", label: t("Days of credit"), kind: "number" },
      { source: "halfYearDiscount", label: t("Discount for half a year, percent"), kind: "number" },
      { source: "yearDiscount", label: t("Discount for a year, percent"), kind: "number" },
      {
        source: "features",
        label: t("Features"),
        kind: "choices",
        choices: ["scheduled_recording", "real_time", "map_tracks", "history", "mileage", "fuel", "stops", "route_report"],
      },
      { source: "mostDevices", label: t("Most devices"), kind: "number" },
      { source: "userId", label: t("For one user"), kind: "reference", of: { resource: "platform-users", name: "email" } },
    ],
  },
];
