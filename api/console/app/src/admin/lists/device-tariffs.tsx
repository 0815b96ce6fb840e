import { KeyLink } from "../kit/KeyLink";
import { ListPage, type ListOf } from "../kit/ListPage";
import { Flag } from "../kit/Show";
import { money, worded } from "../kit/text";
import type { Schemas } from "../plane/api";

type Row = Schemas["DeviceTariffRow"];

export const DEVICE_TARIFFS: ListOf<Row> = {
  resource: "device-tariffs",
  title: "Device tariffs",
  search: "Search by name",
  sort: { field: "name", order: "ASC" },
  facets: ["device"],
  columns: [
    { source: "name", label: "Name", sorts: true },
    { source: "device", label: "For", sorts: true, render: ({ device }) => worded(device) },
    { source: "monthly", label: "Month", kind: "number", sorts: true, render: ({ monthly, currency }) => money(monthly, currency) },
    { source: "halfYear", label: "Half a year", kind: "number", render: ({ halfYear, currency }) => money(halfYear, currency) },
    { source: "year", label: "Year", kind: "number", render: ({ year, currency }) => money(year, currency) },
    { source: "creditDays", label: "Credit, days", kind: "number" },
    { source: "offered", label: "Offered", render: ({ offered }) => <Flag on={offered} /> },
    { source: "userId", label: "For one user", render: ({ userId }) => (userId === undefined ? undefined : <KeyLink of={`U:${userId}`} />) },
    { source: "createdAt", label: "Created at", kind: "moment", sorts: true, hidden: true },
  ],
  filters: [
    { source: "device", label: "For", kind: "choices", choices: ["camera", "tracker"], always: true },
    { source: "offered", label: "Offered", kind: "flag" },
  ],
  creates: { scope: "money:write", label: "Create" },
  none: "There are no device tariffs yet.",
};

export default function DeviceTariffs() {
  return <ListPage of={DEVICE_TARIFFS} />;
}
