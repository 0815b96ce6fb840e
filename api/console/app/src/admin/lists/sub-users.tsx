import { t } from "../../language/words";
import { ListPage, type ListOf } from "../kit/ListPage";
import { To } from "../kit/Show";
import type { Schemas } from "../plane/api";
import { StatusOfUser } from "./users";

type Row = Schemas["SubUserRow"];

export const SUB_USERS: ListOf<Row> = {
  resource: "sub-users",
  title: t("Sub users"),
  search: t("Search by name or login, also of the main user"),
  sort: { field: "createdAt", order: "DESC" },
  facets: ["status"],
  columns: [
    { source: "name", label: t("Name"), sorts: true, render: ({ name, login }) => name ?? login },
    { source: "login", label: t("Login"), sorts: true },
    { source: "ownerName", label: t("Main user"), sorts: true, render: ({ ownerId, ownerName, ownerLogin }) => <To to={`/users/${ownerId}`}>{ownerName ?? ownerLogin ?? ownerId}</To> },
    { source: "status", label: t("Status"), sorts: true, render: ({ status, suspensions }) => <StatusOfUser status={status} suspensions={suspensions} /> },
    { source: "createdAt", label: t("Created at"), kind: "moment", sorts: true },
    { source: "id", label: t("ID"), sorts: true, hidden: true },
  ],
  filters: [
    { source: "status", label: t("Status"), kind: "choices", choices: ["active", "paused", "ended"], always: true },
    { source: "ownerId", label: t("Main user"), kind: "reference", of: { resource: "users", name: "login" } },
    { source: "createdFrom", label: t("Created from"), kind: "moment" },
    { source: "createdTo", label: t("Created before"), kind: "moment" },
  ],
  exports: "exports/sub-users",
  none: t("There are no sub users. Main users make them in the web client."),
};

export default function SubUsers() {
  return <ListPage of={SUB_USERS} />;
}
