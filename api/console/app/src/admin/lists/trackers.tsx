import { t } from "../../language/words";
import { ListPage, type ListOf } from "../kit/ListPage";
import { Flag, To } from "../kit/Show";
import type { Schemas } from "../plane/api";

type Row = Schemas["TrackerRow"];

/** Whose something is, as a link to the user's card. */
export function Owner({ row }: { readonly row: Pick<Row, "owner" | "ownerName" | "ownerLogin"> }) {
  return <To to={`/users/${encodeURIComponent(row.owner)}`}>{row.ownerName ?? row.ownerLogin ?? row.owner}</To>;
}

export const TRACKERS: ListOf<Row> = {
  resource: "trackers",
  title: t("Trackers"),
  search: t("Search by name, IMEI, phone, owner"),
  sort: { field: "createdAt", order: "DESC" },
  facets: ["model", "expired"],
  to: ({ owner }) => `/users/${encodeURIComponent(owner)}/trackers`,
  columns: [
    { source: "name", label: t("Name"), sorts: true },
    { source: "ownerName", label: t("Owner"), sorts: true, render: (row) => <Owner row={row} /> },
    { source: "model", label: t("Model"), sorts: true },
    { source: "imei", label: t("IMEI"), sorts: true },
    { source: "phone", label: t("Phone") },
    { source: "expired", label: t("Paid"), render: ({ expired }) => <Flag on={!expired} yes={t("Yes")} no={t("Expired")} /> },
    { source: "shareCount", label: t("Shared with"), kind: "number", sorts: true },
    { source: "createdAt", label: t("Created at"), kind: "moment", sorts: true },
    { source: "ownerLogin", label: t("Login of the owner"), sorts: true, hidden: true },
    { source: "id", label: t("ID"), sorts: true, hidden: true },
  ],
  filters: [
    { source: "expired", label: t("Expired"), kind: "flag" },
    { source: "model", label: t("Model"), kind: "choices" },
    { source: "owner", label: t("Owner"), kind: "references", of: { resource: "users", name: "login" } },
    { source: "sharedWith", label: t("Shared with"), kind: "references", of: { resource: "users", name: "login" } },
    { source: "objectIds", label: t("Monitoring object"), kind: "references", of: { resource: "monitoring-objects", name: "name" } },
    { source: "imei", label: t("IMEI") },
    { source: "createdFrom", label: t("Created from"), kind: "moment" },
    { source: "createdTo", label: t("Created before"), kind: "moment" },
  ],
  exports: "exports/trackers",
  none: t("No user has a tracker yet. They are added on the card of a user, under Trackers."),
};

export default function Trackers() {
  return <ListPage of={TRACKERS} />;
}
