import { useState } from "react";

import { t } from "../../language/words";
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
      <Toggle label={t("Show what was deleted")} on={all} set={setAll} />
      <ListPage<Row>
      of={{
        resource: `users/${holder.path}/notifications`,
        title: t("Notifications"),
        within: true,
        to: null,
        sort: { field: "createdAt", order: "DESC" },
        filter: all ? { deleted: true } : {},
        columns: [
          { source: "title", label: t("Title"), render: ({ id, title }) => title ?? t("Deleted ({id})", { id }) },
          { source: "text", label: t("Text") },
          { source: "severity", label: t("Severity"), kind: "status" },
          { source: "createdAt", label: t("Received"), kind: "moment", sorts: true },
          { source: "readAt", label: t("Read"), render: ({ readAt }) => (readAt === undefined ? t("Not yet") : <Moment at={readAt} />) },
          ...(all ? [{ source: "deletedAt", label: t("Deleted"), kind: "moment" as const }] : []),
        ],
        actions: holder.may && (
          <>
            <ActionButton
              action={{
                label: t("Mark all as read"),
                title: t("Mark all notifications of {name} as read?", { name: holder.name }),
                effect: t("They are read on every environment, and stay so."),
                confirm: t("Mark as read"),
                run: async () => {
                  await api.PATCH("/api/v1/users/{id}/notifications", { params, body: { read: true } });
                  return t("Marked as read");
                },
              }}
            />
            <ActionButton
              action={{
                label: t("Delete all"),
                title: t("Delete all notifications of {name}?", { name: holder.name }),
                effect: t("They leave every environment of the user. Others keep theirs."),
                danger: true,
                confirm: t("Delete all"),
                run: async () => {
                  await api.DELETE("/api/v1/users/{id}/notifications", { params });
                  return t("Deleted");
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
                    label: t("Mark as read"),
                    title: t("Mark “{title}” as read?", { title: title ?? id }),
                    effect: t("It is read on every environment, and stays so."),
                    confirm: t("Mark as read"),
                    run: async () => {
                      await api.PATCH("/api/v1/users/{id}/notifications/{notification}", { params: { path: { ...params.path, notification: id } }, body: { read: true } });
                      return t("Marked as read");
                    },
                  }}
                />
              )}
              <ActionButton
                action={{
                  label: t("Delete"),
                  title: t("Delete “{title}”?", { title: title ?? id }),
                  effect: t("It leaves every environment of the user. Others keep theirs."),
                  danger: true,
                  confirm: t("Delete"),
                  run: async () => {
                    await api.DELETE("/api/v1/users/{id}/notifications/{notification}", { params: { path: { ...params.path, notification: id } } });
                    return t("Deleted");
                  },
                }}
              />
            </>
          ),
        none: t("The user has no notifications."),
      }}
    />
    </>
  );
}
