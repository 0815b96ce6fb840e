import { t } from "../../language/words";
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
  title: t("Users' own cameras"),
  search: t("Search by name, ID"),
  sort: { field: "createdAt", order: "DESC" },
  filter: { source: "user" },
  facets: ["status"],
  to: ({ id }) => `/users/${encodeURIComponent(ownerOf(id))}/own-cameras`,
  columns: [
    { source: "name", label: t("Name"), sorts: true },
    { source: "holder", label: t("Owner"), render: ({ id }) => <KeyLink of={`U:${ownerOf(id)}`} /> },
    { source: "status", label: t("Status"), kind: "status", sorts: true },
    { source: "enabled", label: t("Enabled"), kind: "flag" },
    { source: "archive", label: t("Archive"), render: ({ archive, archiveDays }) => (archive ? (archiveDays === undefined ? t("As long as there is room") : t("{archiveDays} days", { archiveDays })) : t("None")) },
    { source: "createdAt", label: t("Created at"), kind: "moment", sorts: true },
    { source: "id", label: t("ID"), sorts: true, hidden: true },
  ],
  filters: [
    { source: "status", label: t("Status"), kind: "choices", choices: ["active", "partially_active", "inactive", "initialization", "empty"], always: true },
    { source: "holder", label: t("Owner"), kind: "references", of: { resource: "users", name: "login" } },
    { source: "enabled", label: t("Enabled"), kind: "flag" },
    { source: "createdFrom", label: t("Created from"), kind: "moment" },
    { source: "createdTo", label: t("Created before"), kind: "moment" },
  ],
  exports: "exports/cameras",
  none: t("No user has a camera of their own yet. They are added on the card of a user, under Own cameras."),
};

export default function OwnCameras() {
  return <ListPage of={OWN_CAMERAS} />;
}
