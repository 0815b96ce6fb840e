import { KeyLink } from "../kit/KeyLink";
import { ListPage, type ListOf } from "../kit/ListPage";
import type { Schemas } from "../plane/api";

type Row = Schemas["CameraRow"];

/** Whose a camera of a user is: ids of what belongs to a user are the owner's, a colon and a mark. */
export function ownerOf(id: string): string {
  return id.slice(0, id.lastIndexOf(":"));
}

/** Cameras that users have added themselves, out of the list of all cameras. */
export const OWN_CAMERAS: ListOf<Row> = {
  resource: "own-cameras",
  title: "Users' own cameras",
  search: "Search by name, ID",
  sort: { field: "createdAt", order: "DESC" },
  filter: { source: "user" },
  facets: ["status"],
  to: ({ id }) => `/users/${encodeURIComponent(ownerOf(id))}/own-cameras`,
  columns: [
    { source: "name", label: "Name", sorts: true },
    { source: "holder", label: "Owner", render: ({ id }) => <KeyLink of={`U:${ownerOf(id)}`} /> },
    { source: "status", label: "Status", kind: "status", sorts: true },
    { source: "enabled", label: "Enabled", kind: "flag" },
    { source: "archive", label: "Archive", render: ({ archive, archiveDays }) => (archive ? (archiveDays === undefined ? "As long as there is room" : `${archiveDays} days`) : "None") },
    { source: "createdAt", label: "Created at", kind: "moment", sorts: true },
    { source: "id", label: "ID", sorts: true, hidden: true },
  ],
  filters: [
    { source: "status", label: "Status", kind: "choices", choices: ["active", "partially_active", "inactive", "initialization", "empty"], always: true },
    { source: "holder", label: "Owner", kind: "references", of: { resource: "users", name: "login" } },
    { source: "enabled", label: "Enabled", kind: "flag" },
    { source: "createdFrom", label: "Created from", kind: "moment" },
    { source: "createdTo", label: "Created before", kind: "moment" },
  ],
  exports: "exports/cameras",
  none: "No user has a camera of their own yet. They are added on the card of a user, under Own cameras.",
};

export default function OwnCameras() {
  return <ListPage of={OWN_CAMERAS} />;
}
