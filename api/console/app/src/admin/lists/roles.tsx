import { ListPage, type ListOf } from "../kit/ListPage";
import { Flag } from "../kit/Show";
import type { Schemas } from "../plane/api";

type Row = Schemas["Role"];

export const ROLES: ListOf<Row> = {
  resource: "roles",
  title: "Roles",
  sort: { field: "name", order: "ASC" },
  columns: [
    { source: "name", label: "Name", sorts: true },
    { source: "permissions", label: "Permissions", render: ({ permissions }) => permissions.join(", ") },
    { source: "individualAccess", label: "Individual access", render: ({ individualAccess }) => <Flag on={individualAccess} /> },
    { source: "holders", label: "Held by", kind: "number" },
    { source: "createdAt", label: "Created at", kind: "moment", sorts: true },
  ],
  creates: { scope: "administrators:write", label: "Create" },
  none: "There are no roles yet.",
};

export default function Roles() {
  return <ListPage of={ROLES} />;
}
