import { t } from "../../language/words";
import { api, once, type Schemas } from "../plane/api";
import { BulkRun } from "../kit/BulkRun";
import { scopesOf } from "../import/kinds";
import { ListPage, type ListOf } from "../kit/ListPage";
import { Status } from "../kit/Show";

type Row = Schemas["UserRow"];

function users(count: number): string {
  return t("{count, plural, one {# user} other {# users}}", { count });
}

/** Users of billing, of the portal, and temporary ones. */
export const USERS: ListOf<Row> = {
  resource: "users",
  title: t("Users"),
  search: t("Search by name or login"),
  sort: { field: "createdAt", order: "DESC" },
  facets: ["origin", "status", "userType", "subscriberKind"],
  columns: [
    { source: "name", label: t("Name"), sorts: true, render: ({ name, login }) => name ?? login },
    { source: "login", label: t("Login"), sorts: true },
    { source: "status", label: t("Status"), sorts: true, render: ({ status, suspensions }) => <StatusOfUser status={status} suspensions={suspensions} /> },
    { source: "origin", label: t("Created by"), kind: "status", sorts: true },
    { source: "userType", label: t("Type"), sorts: true, kind: "status", hidden: true },
    { source: "subscriberKind", label: t("Kind"), sorts: true, kind: "status" },
    { source: "contractNumber", label: t("Contract"), sorts: true },
    { source: "subUserCount", label: t("Sub users"), kind: "number", sorts: true },
    { source: "createdAt", label: t("Created at"), kind: "moment", sorts: true },
    { source: "expiresAt", label: t("Expires"), kind: "moment", sorts: true, hidden: true },
    { source: "id", label: t("ID"), sorts: true, hidden: true },
  ],
  filters: [
    { source: "status", label: t("Status"), kind: "choices", choices: ["active", "paused", "ended"], always: true },
    { source: "origin", label: t("Created by"), kind: "choices", choices: ["billing", "portal", "temporary", "platform"] },
    {
      source: "suspensions",
      label: t("Suspended by"),
      kind: "choices",
      choices: ["billing_pause", "no_active_service", "admin_disabled", "expired", "customer_disabled"],
    },
    { source: "subscriberKind", label: t("Kind"), kind: "choices", choices: ["individual", "legal_entity"] },
    { source: "userType", label: t("Type"), kind: "choices" },
    { source: "contractNumber", label: t("Contract number") },
    { source: "addressIds", label: t("Has an address"), kind: "references", of: { resource: "addresses", name: "name", filter: { leaf: true } } },
    { source: "createdFrom", label: t("Created from"), kind: "moment" },
    { source: "createdTo", label: t("Created before"), kind: "moment" },
  ],
  creates: { scope: "users:write", label: t("Create a temporary user") },
  imports: { to: "/import/users", scopes: scopesOf("users") },
  exports: "exports/users",
  bulk: (
    <>
      <BulkRun
        scope="users:write"
        label={t("Suspend")}
        counted={users}
        effect={t("They and their sub users see nothing any more, at once, until you lift the lock.")}
        danger
        each={(id) => api.POST("/api/v1/users/{id}/suspension", { params: { path: { id }, header: { "Idempotency-Key": once() } } })}
      />
      <BulkRun
        scope="users:write"
        label={t("Resume")}
        counted={users}
        effect={t("What suspends them besides stays.")}
        each={(id) => api.DELETE("/api/v1/users/{id}/suspension", { params: { path: { id } } })}
      />
    </>
  ),
  none: t("There are no users yet. Billing creates them, or you create a temporary one."),
};

/** Whether a user has access, and what keeps it away. */
export function StatusOfUser({ status, suspensions }: Pick<Row, "status" | "suspensions">) {
  return (
    <>
      <Status code={status} /> {suspensions.map((cause) => <Status key={cause} code={cause} />)}
    </>
  );
}

export default function Users() {
  return <ListPage of={USERS} />;
}
