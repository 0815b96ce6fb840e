import { ActionButton } from "../kit/ActionButton";
import type { Field } from "../kit/fields";
import { withoutEmpty } from "../kit/CreatePage";
import { ListPage } from "../kit/ListPage";
import { KeyLink } from "../kit/Show";
import { api, once, type Schemas } from "../plane/api";
import { only } from "./changes";
import { Contents } from "./Contents";
import { Delete } from "./Delete";
import { Edit } from "./Edit";
import type { Holder } from "./holder";
import { RIGHTS_OF_OBJECT, Shares } from "./Shares";

type MonitoringObject = Schemas["MonitoringObject"];

const FIELDS: readonly Field[] = [
  { source: "name", label: "Name", required: true },
  { source: "description", label: "Description", kind: "long" },
];

const SOURCES = FIELDS.map(({ source }) => source);

/** The monitoring objects that a user owns or was given. */
export function MonitoringObjects({ holder }: { readonly holder: Holder }) {
  const resource = `users/${holder.path}/monitoring-objects`;
  return (
    <ListPage<MonitoringObject>
      of={{
        resource,
        title: "Monitoring objects",
        within: true,
        to: null,
        columns: [
          { source: "name", label: "Name" },
          { source: "description", label: "Description" },
          { source: "owner", label: "Owner", render: ({ owner }) => (owner === holder.userId ? "The user" : <KeyLink of={`U:${owner}`} />) },
          { source: "trackers", label: "Trackers", kind: "number", render: ({ trackers }) => trackers.length },
          { source: "cameras", label: "Cameras", kind: "number", render: ({ cameras }) => cameras.length },
          { source: "shares", label: "Shared with", kind: "number" },
          { source: "createdAt", label: "Created at", kind: "moment" },
        ],
        actions: holder.may && (
          <ActionButton<Record<string, unknown>>
            action={{
              label: "Add monitoring object",
              title: `A monitoring object for ${holder.name}`,
              fields: FIELDS,
              confirm: "Add",
              run: async (values) => {
                await api.POST("/api/v1/users/{id}/monitoring-objects", {
                  params: { path: { id: holder.path }, header: { "Idempotency-Key": once() } },
                  body: withoutEmpty(values) as never,
                });
                return "Added";
              },
            }}
          />
        ),
        rowActions: (row) => {
          const of = `${resource}/${encodeURIComponent(row.id)}`;
          const own = row.owner === holder.userId;
          return (
            holder.may && (
              <>
                {(own || row.mayChangeObject) && <Edit of={of} name={row.name} fields={FIELDS} form={(thing) => only(thing, SOURCES)} />}
                {own && (
                  <>
                    <Contents holder={holder} object={row} />
                    <Shares of={of} name={row.name} rights={RIGHTS_OF_OBJECT} />
                    <Delete of={of} name={row.name} effect="What is assigned to it stays its owner's." />
                  </>
                )}
              </>
            )
          );
        },
        none: "The user has no monitoring objects.",
      }}
    />
  );
}
