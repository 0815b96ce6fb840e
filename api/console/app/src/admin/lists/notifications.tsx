import { t } from "../../language/words";
import { ActionButton } from "../kit/ActionButton";
import { ListPage, type ListOf } from "../kit/ListPage";
import { Flag } from "../kit/Show";
import { api, type Schemas } from "../plane/api";
import { useMay } from "../plane/rights";

type Row = Schemas["NotificationRow"];

/** Takes a notification back from everybody who has it. */
export function TakeBack({ id, title }: { readonly id: string; readonly title: string }) {
  return useMay("messages:write") ? (
    <ActionButton
      action={{
        label: t("Take back"),
        title: t("Take “{title}” back?", { title }),
        effect: t("It leaves every environment of everybody who was told."),
        danger: true,
        confirm: t("Take back"),
        run: async () => {
          await api.DELETE("/api/v1/notifications/{notification}", { params: { path: { notification: id } } });
          return t("Taken back");
        },
      }}
    />
  ) : null;
}

export const NOTIFICATIONS: ListOf<Row> = {
  resource: "notifications",
  title: t("Notifications"),
  search: t("Search by title"),
  sort: { field: "createdAt", order: "DESC" },
  facets: ["severity", "status"],
  columns: [
    { source: "title", label: t("Title"), sorts: true },
    { source: "severity", label: t("Severity"), kind: "status", sorts: true },
    { source: "status", label: t("Status"), kind: "status" },
    { source: "everybody", label: t("To everybody"), render: ({ everybody }) => <Flag on={everybody} /> },
    { source: "told", label: t("Told"), kind: "number", sorts: true },
    { source: "createdAt", label: t("Created at"), kind: "moment", sorts: true },
  ],
  filters: [
    { source: "severity", label: t("Severity"), kind: "choices", choices: ["information", "warning", "error"], always: true },
    { source: "status", label: t("Status"), kind: "choices", choices: ["sending", "sent"] },
    { source: "createdFrom", label: t("Created from"), kind: "moment" },
    { source: "createdTo", label: t("Created before"), kind: "moment" },
  ],
  rowActions: ({ id, title }) => <TakeBack id={id} title={title} />,
  creates: { scope: "messages:write", label: t("Create") },
  none: t("Nobody has been told anything yet."),
};

export default function Notifications() {
  return <ListPage of={NOTIFICATIONS} />;
}
