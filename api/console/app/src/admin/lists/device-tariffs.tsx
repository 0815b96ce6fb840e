import { t } from "../../language/words";
import { KeyLink } from "../kit/KeyLink";
import { ListPage, type ListOf } from "../kit/ListPage";
import { Flag } from "../kit/Show";
import { money, worded } from "../kit/text";
import type { Schemas } from "../plane/api";

type Row = Schemas["DeviceTariffRow"];

export const DEVICE_TARIFFS: ListOf<Row> = {
  resource: "device-tariffs",
  title: t("Device tariffs"),
  search: t("Search by name"),
  sort: { field: "name", order: "ASC" },
  facets: ["device"],
  columns: [
    { source: "name", label: t("Name"), sorts: true },
    { source: "device", label: t("For"), sorts: true, render: ({ device }) => worded(device) },
    { source: "monthly", label: t("Month"), kind: "number", sorts: true, render: ({ monthly, currency }) => money(monthly, currency) },
    { source: "halfYear", label: t("Half a year"), kind: "number", render: ({ halfYear, currency }) => money(halfYear, currency) },
    { source: "year", label: t("Year"), kind: "number", render: ({ year, currency }) => money(year, currency) },
    { source: "creditDays", label: t("Credit, days"), kind: "number" },
    { source: "offered", label: t("Offered"), render: ({ offered }) => <Flag on={offered} /> },
    { source: "userId", label: t("For one user"), render: ({ userId }) => (userId === undefined ? undefined : <KeyLink of={`U:${userId}`} />) },
    { source: "createdAt", label: t("Created at"), kind: "moment", sorts: true, hidden: true },
  ],
  filters: [
    { source: "device", label: t("For"), kind: "choices", choices: ["camera", "tracker"], always: true },
    { source: "offered", label: t("Offered"), kind: "flag" },
  ],
  creates: { scope: "money:write", label: t("Create") },
  none: t("There are no device tariffs yet."),
};

export default function DeviceTariffs() {
  return <ListPage of={DEVICE_TARIFFS} />;
}
