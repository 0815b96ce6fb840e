import { ActionButton } from "../kit/ActionButton";
import { ListPage, type ListOf } from "../kit/ListPage";
import { api, once, type Schemas } from "../plane/api";
import { useMay } from "../plane/rights";

type Row = Schemas["Administrator"];

function ResetPasswords() {
  return useMay("administrators:reset") ? (
    <ActionButton
      action={{
        label: "Reset passwords",
        title: "Have everybody set a new password?",
        effect: "All administrators but you set a new password at their next sign-in, and are signed out now.",
        danger: true,
        confirm: "Reset",
        run: async () => {
          await api.POST("/api/v1/administrators/password-reset", { params: { header: { "Idempotency-Key": once() } } });
          return "Everybody else sets a new password now";
        },
      }}
    />
  ) : null;
}

export const ADMINISTRATORS: ListOf<Row> = {
  resource: "administrators",
  title: "Administrators",
  search: "Search by name or login",
  sort: { field: "name", order: "ASC" },
  columns: [
    { source: "name", label: "Name", sorts: true },
    { source: "login", label: "Login", sorts: true },
    { source: "status", label: "Status", kind: "status" },
    { source: "sight", label: "Sees", render: ({ sight, effectiveIndividualAccess }) => (sight === undefined ? (effectiveIndividualAccess ? "Users of the own circle" : "Everything") : "A part") },
    { source: "permissions", label: "Permissions", kind: "number", render: ({ effectivePermissions }) => effectivePermissions.length },
    { source: "passwordSetAt", label: "Password set", kind: "moment" },
    { source: "createdAt", label: "Created at", kind: "moment", sorts: true },
  ],
  filters: [
    { source: "status", label: "Status", kind: "choice", choices: ["enabled", "disabled"], always: true },
    { source: "role", label: "Role", kind: "reference", of: { resource: "roles", name: "name" } },
  ],
  actions: <ResetPasswords />,
  creates: { scope: "administrators:write", label: "Create" },
  none: "There are no administrators.",
};

export default function Administrators() {
  return <ListPage of={ADMINISTRATORS} />;
}
