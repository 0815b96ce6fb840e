import { Connect } from "../connect/Connect";
import { RowMoney } from "../user/Refill";
import { ListPage, type ListOf } from "../kit/ListPage";
import { Flag } from "../kit/Show";
import type { Schemas } from "../plane/api";

type Row = Schemas["PlatformUserRow"];

export const PLATFORM_USERS: ListOf<Row> = {
  resource: "platform-users",
  title: "Platform users",
  search: "Search by name, email, phone",
  sort: { field: "registeredAt", order: "DESC" },
  facets: ["subscriberKind"],
  columns: [
    { source: "name", label: "Name", sorts: true, render: ({ name, email }) => name ?? email },
    { source: "email", label: "Email", sorts: true },
    { source: "phone", label: "Phone", sorts: true },
    { source: "active", label: "Access", render: ({ active }) => <Flag on={active} yes="Active" no="Inactive" /> },
    { source: "mailVerified", label: "Mail Verified", kind: "flag" },
    { source: "subscriberKind", label: "User Type", kind: "status", hidden: true },
    { source: "registeredAt", label: "Registered", kind: "moment", sorts: true },
    { source: "id", label: "ID", sorts: true, hidden: true },
  ],
  filters: [
    { source: "active", label: "Active", kind: "flag" },
    { source: "mailVerified", label: "Mail verified", kind: "flag" },
    { source: "subscriberKind", label: "User type", kind: "choices", choices: ["individual", "legal_entity"] },
    { source: "registeredFrom", label: "Registered from", kind: "moment" },
    { source: "registeredTo", label: "Registered before", kind: "moment" },
  ],
  rowActions: ({ id, name, email }) => (
    <>
      <Connect id={id} name={name ?? email} />
      <RowMoney id={id} name={name ?? email} />
    </>
  ),
  creates: { scope: "users:write", label: "Create user" },
  none: "There are no platform users yet.",
};

export default function PlatformUsers() {
  return <ListPage of={PLATFORM_USERS} />;
}
