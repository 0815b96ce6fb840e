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
  title: "Trackers",
  search: "Search by name, IMEI, phone, owner",
  sort: { field: "createdAt", order: "DESC" },
  facets: ["model", "expired"],
  to: ({ owner }) => `/users/${encodeURIComponent(owner)}/trackers`,
  columns: [
    { source: "name", label: "Name", sorts: true },
    { source: "ownerName", label: "Owner", sorts: true, render: (row) => <Owner row={row} /> },
    { source: "model", label: "Model", sorts: true },
    { source: "imei", label: "IMEI", sorts: true },
    { source: "phone", label: "Phone" },
    { source: "expired", label: "Paid", render: ({ expired }) => <Flag on={!expired} yes="Yes" no="Expired" /> },
    { source: "shareCount", label: "Shared with", kind: "number", sorts: true },
    { source: "createdAt", label: "Created at", kind: "moment", sorts: true },
    { source: "ownerLogin", label: "Login of the owner", sorts: true, hidden: true },
    { source: "id", label: "ID", sorts: true, hidden: true },
  ],
  filters: [
    { source: "expired", label: "Expired", kind: "flag" },
    { source: "model", label: "Model", kind: "choices" },
    { source: "owner", label: "Owner", kind: "references", of: { resource: "users", name: "login" } },
    { source: "sharedWith", label: "Shared with", kind: "references", of: { resource: "users", name: "login" } },
    { source: "objectIds", label: "Monitoring object", kind: "references", of: { resource: "monitoring-objects", name: "name" } },
    { source: "imei", label: "IMEI" },
    { source: "createdFrom", label: "Created from", kind: "moment" },
    { source: "createdTo", label: "Created before", kind: "moment" },
  ],
  exports: "exports/trackers",
  none: "No user has a tracker yet. They are added on the card of a user, under Trackers.",
};

export default function Trackers() {
  return <ListPage of={TRACKERS} />;
}
