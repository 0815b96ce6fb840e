import { nameOf, type View } from "@sightline/sync";
import { useRef } from "react";

import { t } from "../../language/words";
import { assignable, differing, type ObjectCard } from "../belongings";
import { answered, ME, once, read, useApi, useAsked, type Api } from "../api";
import { Dialog } from "../Dialog";
import { Choice, Field, Form, text } from "../Form";
import { Shares } from "./Shares";

interface ObjectProps {
  /** Undefined for a new one. */
  readonly object: ObjectCard | undefined;
  readonly view: View;
  readonly user: string;
  readonly close: () => void;
}

/** Adds a monitoring object, or changes one with what is assigned to it. */
export function ObjectDialog({ object, view, user, close }: ObjectProps) {
  const api = useApi();
  const id = object?.id ?? "";
  const { data, fault } = useAsked(
    async () => (object === undefined ? undefined : read(api.GET("/api/v1/users/{id}/monitoring-objects/{object}", { params: { path: { ...ME, object: id } } }))),
    id,
  );
  // One that was made stays made when what follows fails, and is not made again.
  const made = useRef(id);
  const own = object === undefined || object.own;
  const offered = own ? assignable(view, user) : [];
  const assigned = new Set(object?.devices.map(({ key }) => key));
  return (
    <Dialog title={object?.name ?? t("A new monitoring object")} close={close}>
      <p className="fault" role="alert">
        {fault?.message}
      </p>
      {object !== undefined && data === undefined ? null : (
        <Form
          action={object === undefined ? t("Add") : t("Save")}
          send={async (values) => {
            const fields = { name: text(values, "name"), description: text(values, "description") || null };
            const wanted = new Set(offered.filter(({ key }) => values.get(`has-${key}`) === "on").map(({ key }) => key));
            if (made.current === "") {
              made.current = (await answered(api.POST("/api/v1/users/{id}/monitoring-objects", { params: { path: ME, header: once() }, body: fields }))).id;
            } else {
              const body = differing(data?.data ?? {}, fields);
              if (Object.keys(body).length > 0) {
                const params = { path: { ...ME, object: made.current }, header: { "If-Match": data?.etag ?? "*" } };
                await answered(api.PATCH("/api/v1/users/{id}/monitoring-objects/{object}", { params, body }));
              }
            }
            for (const { key } of offered.filter((each) => wanted.has(each.key) !== assigned.has(each.key))) {
              await assign(api, made.current, key, wanted.has(key));
            }
            close();
            return "";
          }}
        >
          {(wrong) => (
            <>
              <Field label={t("Name")} name="name" initial={data?.data.name ?? ""} fault={wrong("name")} />
              <Field label={t("Description")} name="description" initial={data?.data.description ?? ""} long optional fault={wrong("description")} />
              {offered.length === 0 ? null : (
                <fieldset>
                  <legend>{t("Belongs to it")}</legend>
                  {offered.map(({ key, name }) => (
                    <Choice key={key} name={`has-${key}`} label={name} checked={assigned.has(key)} />
                  ))}
                </fieldset>
              )}
              {own ? null : <p className="more">{object.devices.map(nameOf).join(", ")}</p>}
            </>
          )}
        </Form>
      )}
      {object?.own === true ? (
        <Shares
          rights={[
            ["mayChangeObject", t("May change the object")],
            ["mayChangeTrackers", t("May change its trackers")],
            ["mayChangeCameras", t("May change its cameras")],
          ]}
          list={async () => (await answered(api.GET("/api/v1/users/{id}/monitoring-objects/{object}/shares", { params: { path: { ...ME, object: id } } }))).items}
          share={(to, rights) =>
            answered(api.POST("/api/v1/users/{id}/monitoring-objects/{object}/shares", { params: { path: { ...ME, object: id }, header: once() }, body: { to, ...rights } }))
          }
          take={(who) =>
            answered(api.DELETE("/api/v1/users/{id}/monitoring-objects/{object}/shares/{user}", { params: { path: { ...ME, object: id, user: who } } }))
          }
        />
      ) : null}
    </Dialog>
  );
}

/** Assigns a device to an object, or takes it out. */
async function assign(api: Api, object: string, key: string, wanted: boolean): Promise<void> {
  if (key.startsWith("trk-")) {
    const params = { path: { ...ME, object, tracker: key.slice("trk-".length) } };
    const at = "/api/v1/users/{id}/monitoring-objects/{object}/trackers/{tracker}";
    await answered(wanted ? api.PUT(at, { params }) : api.DELETE(at, { params }));
  } else {
    const params = { path: { ...ME, object, camera: key.slice("cam-".length) } };
    const at = "/api/v1/users/{id}/monitoring-objects/{object}/cameras/{camera}";
    await answered(wanted ? api.PUT(at, { params }) : api.DELETE(at, { params }));
  }
}
