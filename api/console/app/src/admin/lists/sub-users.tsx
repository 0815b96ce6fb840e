import { ListPage, type ListOf } from "../kit/ListPage";
import { To } from "../kit/Show";
import type { Schemas } from "../plane/api";
import { StatusOfUser } from "./users";

type Row = Schemas["SubUserRow"];

export const SUB_USERS: ListOf<Row> = {
  resource: "sub-users",
  title: "Sub users",
  search: "Search by name or login, also of the main user",
  sort: { field: "createdAt", order: "DESC" },
  facets: ["status"],
  columns: [
    { source: "name", label: "Name", sorts: true, render: ({ name, login }) => name ?? login },
    { source: "login", label: "Login", sorts: true },
    { source: "ownerName", label: "Main user", sorts: true, render: ({ ownerId, ownerName, ownerLogin }) => <To to={`/users/${ownerId}`}>{ownerName ?? ownerLogin ?? ownerId}</To> },
    { source: "status", label: "Status", sorts: true, render: ({ status, suspensions }) => <StatusOfUser status={status} suspensions={suspensions} /> },
    { source: "createdAt", label: "Created at", kind: "moment", sorts: true },
    { source: "id", label: "ID", sorts: true, hidden: true },
  ],
  filters: [
    { source: "status", label: "Status", kind: "choices", choices: ["active", "paused", "ended"], always: true },
    { source: "ownerId", label: "Main user", kind: "reference", of: { resource: "users", name: "login" } },
    { source: "createdFrom", label: "Created from", kind: "moment" },
    { source: "createdTo", label: "Created before", kind: "moment" },
  ],
  exports: "exports/sub-users",
  none: "There are no sub users. Main users make them in the web client.",
};

export default function SubUsers() {
  return <ListPage of={SUB_USERS} />;
}
