import { ActionButton } from "../kit/ActionButton";
import { ListPage } from "../kit/ListPage";
import { Flag, KeyLink } from "../kit/Show";
import { worded } from "../kit/text";
import { api, once, type Schemas } from "../plane/api";
import { useMay } from "../plane/rights";
import type { User } from "./UserCard";

type Tracker = Schemas["Tracker"];
type MonitoringObject = Schemas["MonitoringObject"];

/** The trackers that a user owns or was given. */
export function Trackers({ user }: { readonly user: User }) {
  const may = useMay("devices:write");
  const path = (tracker: string) => ({ id: user.id, tracker });
  return (
    <ListPage<Tracker>
      of={{
        resource: `users/${user.id}/trackers`,
        title: "Trackers",
        within: true,
        to: null,
        columns: [
          { source: "name", label: "Name" },
          { source: "model", label: "Model" },
          { source: "imei", label: "IMEI" },
          { source: "phone", label: "Phone" },
          { source: "access", label: "Access", render: ({ access }) => worded(access) },
          { source: "expired", label: "Paid", render: ({ expired }) => <Flag on={!expired} yes="Yes" no="Expired" /> },
          { source: "shares", label: "Shared with", kind: "number" },
        ],
        actions: may && (
          <ActionButton<{ name: string; model: string; imei: string; phone?: string }>
            action={{
              label: "Add tracker",
              title: `A tracker for ${user.name ?? user.login}`,
              fields: [
                { source: "name", label: "Name", required: true },
                { source: "model", label: "Model", kind: "reference", of: { resource: "tracker-models", name: "name" }, required: true },
                { source: "imei", label: "IMEI", required: true },
                { source: "phone", label: "Phone" },
              ],
              confirm: "Add",
              run: async (body) => {
                await api.POST("/api/v1/users/{id}/trackers", { params: { path: { id: user.id }, header: { "Idempotency-Key": once() } }, body });
                return "Added";
              },
            }}
          />
        ),
        rowActions: (row) =>
          may &&
          row.access === "owner" && (
            <>
              <ActionButton<{ name: string }>
                action={{
                  label: "Rename",
                  title: `Rename ${row.name}`,
                  initial: { name: row.name },
                  fields: [{ source: "name", label: "Name", required: true }],
                  confirm: "Save",
                  run: async ({ name }) => {
                    await api.PATCH("/api/v1/users/{id}/trackers/{tracker}", { params: { path: path(row.id), header: { "If-Match": "*" } }, body: { name } });
                    return "Saved";
                  },
                }}
              />
              <ActionButton<{ to: string; mayChange: boolean }>
                action={{
                  label: "Share",
                  title: `Share ${row.name}`,
                  initial: { mayChange: false },
                  fields: [
                    { source: "to", label: "Login of the other user", required: true },
                    { source: "mayChange", label: "May change it", kind: "flag" },
                  ],
                  confirm: "Share",
                  run: async (body) => {
                    await api.POST("/api/v1/users/{id}/trackers/{tracker}/shares", { params: { path: path(row.id), header: { "Idempotency-Key": once() } }, body });
                    return `Shared with ${body.to}`;
                  },
                }}
              />
              <ActionButton
                action={{
                  label: "Delete",
                  title: `Delete ${row.name}?`,
                  effect: `${row.shares ?? 0} others who share it lose it too.`,
                  danger: true,
                  confirm: "Delete",
                  run: async () => {
                    await api.DELETE("/api/v1/users/{id}/trackers/{tracker}", { params: { path: path(row.id), header: { "If-Match": "*" } } });
                    return "Deleted";
                  },
                }}
              />
            </>
          ),
        none: "The user has no trackers.",
      }}
    />
  );
}

/** The monitoring objects that a user owns or was given. */
export function MonitoringObjects({ user }: { readonly user: User }) {
  const may = useMay("devices:write");
  const path = (object: string) => ({ id: user.id, object });
  return (
    <ListPage<MonitoringObject>
      of={{
        resource: `users/${user.id}/monitoring-objects`,
        title: "Monitoring objects",
        within: true,
        to: null,
        columns: [
          { source: "name", label: "Name" },
          { source: "description", label: "Description" },
          { source: "owner", label: "Owner", render: ({ owner }) => (owner === user.id ? "The user" : <KeyLink of={`U:${owner}`} />) },
          { source: "trackers", label: "Trackers", kind: "number", render: ({ trackers }) => trackers.length },
          { source: "cameras", label: "Cameras", kind: "number", render: ({ cameras }) => cameras.length },
          { source: "shares", label: "Shared with", kind: "number" },
          { source: "createdAt", label: "Created at", kind: "moment" },
        ],
        actions: may && (
          <ActionButton<{ name: string; description?: string }>
            action={{
              label: "Add monitoring object",
              title: `A monitoring object for ${user.name ?? user.login}`,
              fields: [
                { source: "name", label: "Name", required: true },
                { source: "description", label: "Description", kind: "long" },
              ],
              confirm: "Add",
              run: async (body) => {
                await api.POST("/api/v1/users/{id}/monitoring-objects", { params: { path: { id: user.id }, header: { "Idempotency-Key": once() } }, body });
                return "Added";
              },
            }}
          />
        ),
        rowActions: (row) =>
          may &&
          row.owner === user.id && (
            <>
              <ActionButton<{ name: string; description?: string | null }>
                action={{
                  label: "Edit",
                  title: `Edit ${row.name}`,
                  initial: { name: row.name, description: row.description ?? null },
                  fields: [
                    { source: "name", label: "Name", required: true },
                    { source: "description", label: "Description", kind: "long" },
                  ],
                  confirm: "Save",
                  run: async ({ name, description }) => {
                    await api.PATCH("/api/v1/users/{id}/monitoring-objects/{object}", {
                      params: { path: path(row.id), header: { "If-Match": "*" } },
                      body: { name, description: description === "" ? null : (description ?? null) },
                    });
                    return "Saved";
                  },
                }}
              />
              <ActionButton<{ to: string; mayChangeObject: boolean; mayChangeCameras: boolean; mayChangeTrackers: boolean }>
                action={{
                  label: "Share",
                  title: `Share ${row.name}`,
                  initial: { mayChangeObject: false, mayChangeCameras: false, mayChangeTrackers: false },
                  fields: [
                    { source: "to", label: "Login of the other user", required: true },
                    { source: "mayChangeObject", label: "May change the object", kind: "flag" },
                    { source: "mayChangeCameras", label: "May change its cameras", kind: "flag" },
                    { source: "mayChangeTrackers", label: "May change its trackers", kind: "flag" },
                  ],
                  confirm: "Share",
                  run: async (body) => {
                    await api.POST("/api/v1/users/{id}/monitoring-objects/{object}/shares", { params: { path: path(row.id), header: { "Idempotency-Key": once() } }, body });
                    return `Shared with ${body.to}`;
                  },
                }}
              />
              <ActionButton
                action={{
                  label: "Delete",
                  title: `Delete ${row.name}?`,
                  effect: `${row.shares ?? 0} others who share it lose it, and what is assigned to it.`,
                  danger: true,
                  confirm: "Delete",
                  run: async () => {
                    await api.DELETE("/api/v1/users/{id}/monitoring-objects/{object}", { params: { path: path(row.id), header: { "If-Match": "*" } } });
                    return "Deleted";
                  },
                }}
              />
            </>
          ),
        none: "The user has no monitoring objects.",
      }}
    />
  );
}
