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
        label: "Take back",
        title: `Take “${title}” back?`,
        effect: "It leaves every environment of everybody who was told.",
        danger: true,
        confirm: "Take back",
        run: async () => {
          await api.DELETE("/api/v1/notifications/{notification}", { params: { path: { notification: id } } });
          return "Taken back";
        },
      }}
    />
  ) : null;
}

export const NOTIFICATIONS: ListOf<Row> = {
  resource: "notifications",
  title: "Notifications",
  search: "Search by title",
  sort: { field: "createdAt", order: "DESC" },
  facets: ["severity", "status"],
  columns: [
    { source: "title", label: "Title", sorts: true },
    { source: "severity", label: "Severity", kind: "status", sorts: true },
    { source: "status", label: "Status", kind: "status" },
    { source: "everybody", label: "To everybody", render: ({ everybody }) => <Flag on={everybody} /> },
    { source: "told", label: "Told", kind: "number", sorts: true },
    { source: "createdAt", label: "Created at", kind: "moment", sorts: true },
  ],
  filters: [
    { source: "severity", label: "Severity", kind: "choices", choices: ["information", "warning", "error"], always: true },
    { source: "status", label: "Status", kind: "choices", choices: ["sending", "sent"] },
    { source: "createdFrom", label: "Created from", kind: "moment" },
    { source: "createdTo", label: "Created before", kind: "moment" },
  ],
  rowActions: ({ id, title }) => <TakeBack id={id} title={title} />,
  creates: { scope: "messages:write", label: "Create" },
  none: "Nobody has been told anything yet.",
};

export default function Notifications() {
  return <ListPage of={NOTIFICATIONS} />;
}
