import { ListPage, type ListOf } from "../kit/ListPage";
import type { Schemas } from "../plane/api";
import { Owner } from "./trackers";

type Row = Schemas["MonitoringObjectRow"];

export const MONITORING_OBJECTS: ListOf<Row> = {
  resource: "monitoring-objects",
  title: "Monitoring objects",
  search: "Search by name, owner",
  sort: { field: "createdAt", order: "DESC" },
  to: ({ owner }) => `/users/${encodeURIComponent(owner)}/monitoring-objects`,
  columns: [
    { source: "name", label: "Name", sorts: true },
    { source: "ownerName", label: "Owner", sorts: true, render: (row) => <Owner row={row} /> },
    { source: "description", label: "Description" },
    { source: "trackerCount", label: "Trackers", kind: "number", sorts: true },
    { source: "cameraCount", label: "Cameras", kind: "number", sorts: true },
    { source: "shareCount", label: "Shared with", kind: "number", sorts: true },
    { source: "createdAt", label: "Created at", kind: "moment", sorts: true },
    { source: "ownerLogin", label: "Login of the owner", sorts: true, hidden: true },
    { source: "id", label: "ID", sorts: true, hidden: true },
  ],
  filters: [
    { source: "owner", label: "Owner", kind: "references", of: { resource: "users", name: "login" } },
    { source: "sharedWith", label: "Shared with", kind: "references", of: { resource: "users", name: "login" } },
    { source: "trackerCountMin", label: "Trackers, at least", kind: "number" },
    { source: "cameraCountMin", label: "Cameras, at least", kind: "number" },
    { source: "shareCountMin", label: "Shared with, at least", kind: "number" },
    { source: "createdFrom", label: "Created from", kind: "moment" },
    { source: "createdTo", label: "Created before", kind: "moment" },
  ],
  exports: "exports/monitoring-objects",
  none: "No user has a monitoring object yet. They are added on the card of a user, under Monitoring objects.",
};

export default function MonitoringObjects() {
  return <ListPage of={MONITORING_OBJECTS} />;
}
