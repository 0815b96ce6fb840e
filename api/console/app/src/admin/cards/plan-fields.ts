import type { FieldGroup } from "../kit/CardForm";

/** What a tariff plan says. */
export const PLAN_FIELDS: readonly FieldGroup[] = [
  {
    fields: [
      { source: "title", label: "Title", required: true },
      { source: "description", label: "Description", kind: "long", required: true },
      { source: "months", label: "Months", kind: "number", required: true, initial: 1 },
      { source: "price.minor", label: "Price, in the smallest unit", kind: "number", required: true, help: "990 are 9.90 of a currency with two digits" },
      { source: "price.currency", label: "Currency, three letters", required: true },
      { source: "order", label: "Order", kind: "number" },
      { source: "shown", label: "Shown to users", kind: "flag", initial: true },
      { source: "userId", label: "For one user", kind: "reference", of: { resource: "b2b-users", name: "login" } },
    ],
  },
];

/** What a tariff for single devices says. */
export const DEVICE_TARIFF_FIELDS: readonly FieldGroup[] = [
  {
    fields: [
      { source: "name", label: "Name", required: true },
      { source: "monthly", label: "Price of a month, in the smallest unit", kind: "number", required: true },
      { source: "creditDays", label: "Days of credit", kind: "number" },
      { source: "halfYearDiscount", label: "Discount for half a year, percent", kind: "number" },
      { source: "yearDiscount", label: "Discount for a year, percent", kind: "number" },
      {
        source: "features",
        label: "Features",
        kind: "choices",
        choices: ["scheduled_recording", "real_time", "map_tracks", "history", "mileage", "fuel", "stops", "route_report"],
      },
      { source: "mostDevices", label: "Most devices", kind: "number" },
      { source: "userId", label: "For one user", kind: "reference", of: { resource: "platform-users", name: "email" } },
    ],
  },
];
