import { t } from "../../language/words";
import { scopesOf } from "../import/kinds";
import { ListPage, type ListOf } from "../kit/ListPage";
import { Status } from "../kit/Show";
import type { Schemas } from "../plane/api";

type Row = Schemas["B2bUserRow"];

export const B2B_USERS: ListOf<Row> = {
  resource: "b2b-users",
  title: t("B2B Users"),
  search: t("Search by ID, login, name, taxpayer number"),
  sort: { field: "createdAt", order: "DESC" },
  facets: ["serviceStatus"],
  columns: [
    { source: "login", label: t("Login"), sorts: true },
    { source: "name", label: t("Name"), sorts: true },
    { source: "taxpayerNumber", label: t("Taxpayer identification number"), sorts: true },
    { source: "tariff", label: t("Tariff"), sorts: true },
    { source: "serviceStatus", label: t("Status"), sorts: true, render: ({ serviceStatus }) => <Status code={serviceStatus} /> },
    { source: "createdAt", label: t("Created"), kind: "moment", sorts: true },
    { source: "id", label: t("ID"), sorts: true },
  ],
  filters: [
    {
      source: "serviceStatus",
      label: t("Service status"),
      kind: "choices",
      choices: ["service_not_added", "not_activated", "active", "on_pause", "only_live", "deactivated"],
      always: true,
    },
    { source: "tariff", label: t("Tariff name"), always: true },
    { source: "createdFrom", label: t("Created from"), kind: "moment" },
    { source: "createdTo", label: t("Created before"), kind: "moment" },
  ],
  creates: { scope: "users:write", label: t("Create") },
  imports: { to: "/import/b2b-users", scopes: scopesOf("b2b-users") },
  none: t("There are no B2B users yet."),
};

export default function B2bUsers() {
  return <ListPage of={B2B_USERS} />;
}
