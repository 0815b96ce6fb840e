import { t } from "../../language/words";
import { ListPage, type ListOf } from "../kit/ListPage";
import { Flag } from "../kit/Show";
import type { Schemas } from "../plane/api";

type Row = Schemas["Role"];

export const ROLES: ListOf<Row> = {
  resource: "roles",
  title: t("Roles"),
  sort: { field: "name", order: "ASC" },
  columns: [
    { source: "name", label: t("Name"), sorts: true },
    { source: "permissions", label: t("Permissions"), render: ({ permissions }) => permissions.join(", ") },
    { source: "individualAccess", label: t("Individual access"), render: ({ individualAccess }) => <Flag on={individualAccess} /> },
    { source: "holders", label: t("Held by"), kind: "number" },
    { source: "createdAt", label: t("Created at"), kind: "moment", sorts: true },
  ],
  creates: { scope: "administrators:write", label: t("Create") },
  none: t("There are no roles yet."),
};

export default function Roles() {
  return <ListPage of={ROLES} />;
}
