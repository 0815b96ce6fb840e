import { t } from "../../language/words";
import { ActionButton } from "../kit/ActionButton";
import { ListPage, type ListOf } from "../kit/ListPage";
import { api, once, type Schemas } from "../plane/api";
import { useMay } from "../plane/rights";

type Row = Schemas["Administrator"];

function ResetPasswords() {
  return useMay("administrators:reset") ? (
    <ActionButton
      action={{
        label: t("Reset passwords"),
        title: t("Have everybody set a new password?"),
        effect: t("All administrators but you set a new password at their next sign-in, and are signed out now."),
        danger: true,
        confirm: t("Reset"),
        run: async () => {
          await api.POST("/api/v1/administrators/password-reset", { params: { header: { "Idempotency-Key": once() } } });
          return t("Everybody else sets a new password now");
        },
      }}
    />
  ) : null;
}

export const ADMINISTRATORS: ListOf<Row> = {
  resource: "administrators",
  title: t("Administrators"),
  search: t("Search by name or login"),
  sort: { field: "name", order: "ASC" },
  columns: [
    { source: "name", label: t("Name"), sorts: true },
    { source: "login", label: t("Login"), sorts: true },
    { source: "status", label: t("Status"), kind: "status" },
    { source: "sight", label: t("Sees"), render: ({ sight, effectiveIndividualAccess }) => (sight === undefined ? (effectiveIndividualAccess ? t("Users of the own circle") : t("Everything")) : t("A part")) },
    { source: "permissions", label: t("Permissions"), kind: "number", render: ({ effectivePermissions }) => effectivePermissions.length },
    { source: "passwordSetAt", label: t("Password set"), kind: "moment" },
    { source: "createdAt", label: t("Created at"), kind: "moment", sorts: true },
  ],
  filters: [
    { source: "status", label: t("Status"), kind: "choice", choices: ["enabled", "disabled"], always: true },
    { source: "role", label: t("Role"), kind: "reference", of: { resource: "roles", name: "name" } },
  ],
  actions: <ResetPasswords />,
  creates: { scope: "administrators:write", label: t("Create") },
  none: t("There are no administrators."),
};

export default function Administrators() {
  return <ListPage of={ADMINISTRATORS} />;
}
