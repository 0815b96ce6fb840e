import { t } from "../../language/words";
import { Connect } from "../connect/Connect";
import { RowMoney } from "../user/Refill";
import { ListPage, type ListOf } from "../kit/ListPage";
import { Flag } from "../kit/Show";
import type { Schemas } from "../plane/api";

type Row = Schemas["PlatformUserRow"];

export const PLATFORM_USERS: ListOf<Row> = {
  resource: "platform-users",
  title: t("Platform users"),
  search: t("Search by name, email, phone"),
  sort: { field: "registeredAt", order: "DESC" },
  facets: ["subscriberKind"],
  columns: [
    { source: "name", label: t("Name"), sorts: true, render: ({ name, email }) => name ?? email },
    { source: "email", label: t("Email"), sorts: true },
    { source: "phone", label: t("Phone"), sorts: true },
    { source: "active", label: t("Access"), render: ({ active }) => <Flag on={active} yes={t("Active")} no={t("Inactive")} /> },
    { source: "mailVerified", label: t("Mail Verified"), kind: "flag" },
    { source: "subscriberKind", label: t("User Type"), kind: "status", hidden: true },
    { source: "registeredAt", label: t("Registered"), kind: "moment", sorts: true },
    { source: "id", label: t("ID"), sorts: true, hidden: true },
  ],
  filters: [
    { source: "active", label: t("Active"), kind: "flag" },
    { source: "mailVerified", label: t("Mail verified"), kind: "flag" },
    { source: "subscriberKind", label: t("User type"), kind: "choices", choices: ["individual", "legal_entity"] },
    { source: "registeredFrom", label: t("Registered from"), kind: "moment" },
    { source: "registeredTo", label: t("Registered before"), kind: "moment" },
  ],
  rowActions: ({ id, name, email }) => (
    <>
      <Connect id={id} name={name ?? email} />
      <RowMoney id={id} name={name ?? email} />
    </>
  ),
  creates: { scope: "users:write", label: t("Create user") },
  none: t("There are no platform users yet."),
};

export default function PlatformUsers() {
  return <ListPage of={PLATFORM_USERS} />;
}
