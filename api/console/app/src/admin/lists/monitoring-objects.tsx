import { t } from "../../language/words";
import { ListPage, type ListOf } from "../kit/ListPage";
import type { Schemas } from "../plane/api";
import { Owner } from "./trackers";

type Row = Schemas["MonitoringObjectRow"];

export const MONITORING_OBJECTS: ListOf<Row> = {
  resource: "monitoring-objects",
  title: t("Monitoring objects"),
  search: t("Search by name, owner"),
  sort: { field: "createdAt", order: "DESC" },
  to: ({ owner }) => `/users/${encodeURIComponent(owner)}/monitoring-objects`,
  columns: [
    { source: "name", label: t("Name"), sorts: true },
    { source: "ownerName", label: t("Owner"), sorts: true, render: (row) => <Owner row={row} /> },
    { source: "description", label: t("Description") },
    { source: "trackerCount", label: t("Trackers"), kind: "number", sorts: true },
    { source: "cameraCount", label: t("Cameras"), kind: "number", sorts: true },
    { source: "shareCount", label: t("Shared with"), kind: "number", sorts: true },
    { source: "createdAt", label: t("Created at"), kind: "moment", sorts: true },
    { source: "ownerLogin", label: t("Login of the owner"), sorts: true, hidden: true },
    { source: "id", label: t("ID"), sorts: true, hidden: true },
  ],
  filters: [
    { source: "owner", label: t("Owner"), kind: "references", of: { resource: "users", name: "login" } },
    { source: "sharedWith", label: t("Shared with"), kind: "references", of: { resource: "users", name: "login" } },
    { source: "trackerCountMin", label: t("Trackers, at least"), kind: "number" },
    { source: "cameraCountMin", label: t("Cameras, at least"), kind: "number" },
    { source: "shareCountMin", label: t("Shared with, at least"), kind: "number" },
    { source: "createdFrom", label: t("Created from"), kind: "moment" },
    { source: "createdTo", label: t("Created before"), kind: "moment" },
  ],
  exports: "exports/monitoring-objects",
  none: t("No user has a monitoring object yet. They are added on the card of a user, under Monitoring objects."),
};

export default function MonitoringObjects() {
  return <ListPage of={MONITORING_OBJECTS} />;
}
