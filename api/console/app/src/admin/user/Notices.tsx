import { useState } from "react";

import type { Holder } from "../belongings/holder";
import { ActionButton } from "../kit/ActionButton";
import { ListPage } from "../kit/ListPage";
import { Moment } from "../kit/Show";
import { Toggle } from "../kit/Toggle";
import { api, type Schemas } from "../plane/api";

type Row = Schemas["UserNotice"];

/** The notifications of one user; what is read or deleted here is so on every environment. */
export function Notices({ holder }: { readonly holder: Holder }) {
  const params = { path: { id: holder.path } };
  const [all, setAll] = useState(false);
  return (
    <>
      <Toggle label="Show what was deleted" on={all} set={setAll} />
      <ListPage<Row>
      of={{
        resource: `users/${holder.path}/notifications`,
        title: "Notifications",
        within: true,
        to: null,
        sort: { field: "createdAt", order: "DESC" },
        filter: all ? { deleted: true } : {},
        columns: [
          { source: "title", label: "Title", render: ({ id, title }) => title ?? `Deleted (${id})` },
          { source: "text", label: "Text" },
          { source: "severity", label: "Severity", kind: "status" },
          { source: "createdAt", label: "Received", kind: "moment", sorts: true },
          { source: "readAt", label: "Read", render: ({ readAt }) => (readAt === undefined ? "Not yet" : <Moment at={readAt} />) },
          ...(all ? [{ source: "deletedAt", label: "Deleted", kind: "moment" as const }] : []),
        ],
        actions: holder.may && (
          <>
            <ActionButton
              action={{
                label: "Mark all as read",
                title: `Mark all notifications of ${holder.name} as read?`,
                effect: "They are read on every environment, and stay so.",
                confirm: "Mark as read",
                run: async () => {
                  await api.PATCH("/api/v1/users/{id}/notifications", { params, body: { read: true } });
                  return "Marked as read";
                },
              }}
            />
            <ActionButton
              action={{
                label: "Delete all",
                title: `Delete all notifications of ${holder.name}?`,
                effect: "They leave every environment of the user. Others keep theirs.",
                danger: true,
                confirm: "Delete all",
                run: async () => {
                  await api.DELETE("/api/v1/users/{id}/notifications", { params });
                  return "Deleted";
                },
              }}
            />
          </>
        ),
        rowActions: ({ id, title, readAt, deletedAt }) =>
          holder.may &&
          deletedAt === undefined && (
            <>
              {readAt === undefined && (
                <ActionButton
                  action={{
                    label: "Mark as read",
                    title: `Mark “${title ?? id}” as read?`,
                    effect: "It is read on every environment, and stays so.",
                    confirm: "Mark as read",
                    run: async () => {
                      await api.PATCH("/api/v1/users/{id}/notifications/{notification}", { params: { path: { ...params.path, notification: id } }, body: { read: true } });
                      return "Marked as read";
                    },
                  }}
                />
              )}
              <ActionButton
                action={{
                  label: "Delete",
                  title: `Delete “${title ?? id}”?`,
                  effect: "It leaves every environment of the user. Others keep theirs.",
                  danger: true,
                  confirm: "Delete",
                  run: async () => {
                    await api.DELETE("/api/v1/users/{id}/notifications/{notification}", { params: { path: { ...params.path, notification: id } } });
                    return "Deleted";
                  },
                }}
              />
            </>
          ),
        none: "The user has no notifications.",
      }}
    />
    </>
  );
}
