import { t } from "../../language/words";
import { differing, trackerFields } from "../belongings";
import { answered, ME, once, read, useApi, useAsked, type Schemas } from "../api";
import { Dialog } from "../Dialog";
import { Field, Form, text } from "../Form";
import { Shares } from "./Shares";

const COLOUR = "#1565c0";

interface TrackerProps {
  /** Undefined for a new one. */
  readonly id: string | undefined;
  /** Whether it is the user's own, who alone says who else has it. */
  readonly own: boolean;
  readonly close: () => void;
}

/** Adds a tracker, or changes one that is there. */
export function TrackerDialog({ id, own, close }: TrackerProps) {
  const api = useApi();
  const { data, fault } = useAsked(async () => {
    const models = answered(api.GET("/api/v1/users/{id}/tracker-models", { params: { path: ME, query: { limit: 200 } } }));
    const known = id === undefined ? undefined : read(api.GET("/api/v1/users/{id}/trackers/{tracker}", { params: { path: { ...ME, tracker: id } } }));
    return { models: (await models).items, known: await known };
  }, id);
  return (
    <Dialog title={id === undefined ? t("A new tracker") : (data?.known?.data.name ?? t("A tracker"))} close={close}>
      <p className="fault" role="alert">
        {fault?.message}
      </p>
      {data === undefined ? null : <TrackerForm id={id} models={data.models} known={data.known} close={close} />}
      {id !== undefined && own ? (
        <Shares
          rights={[["mayChange", t("May change it")]]}
          list={async () => (await answered(api.GET("/api/v1/users/{id}/trackers/{tracker}/shares", { params: { path: { ...ME, tracker: id } } }))).items}
          share={(to, rights) =>
            answered(api.POST("/api/v1/users/{id}/trackers/{tracker}/shares", { params: { path: { ...ME, tracker: id }, header: once() }, body: { to, ...rights } }))
          }
          take={(user) => answered(api.DELETE("/api/v1/users/{id}/trackers/{tracker}/shares/{user}", { params: { path: { ...ME, tracker: id, user } } }))}
        />
      ) : null}
    </Dialog>
  );
}

interface FormProps {
  readonly id: string | undefined;
  readonly models: readonly Schemas["TrackerModel"][];
  readonly known: { readonly data: Schemas["Tracker"]; readonly etag: string } | undefined;
  readonly close: () => void;
}

function TrackerForm({ id, models, known, close }: FormProps) {
  const api = useApi();
  const tracker = known?.data;
  // A model that was taken off the list stays with those that are of it.
  const gone = tracker !== undefined && !models.some(({ code }) => code === tracker.model) ? [{ value: tracker.model, label: tracker.model }] : [];
  return (
    <Form
      action={id === undefined ? t("Add") : t("Save")}
      send={async (values) => {
        const fields = trackerFields((name) => text(values, name));
        if (id === undefined) {
          await answered(api.POST("/api/v1/users/{id}/trackers", { params: { path: ME, header: once() }, body: fields }));
        } else {
          const params = { path: { ...ME, tracker: id }, header: { "If-Match": known?.etag ?? "*" } };
          const body = differing(tracker ?? {}, fields);
          if (Object.keys(body).length > 0) {
            await answered(api.PATCH("/api/v1/users/{id}/trackers/{tracker}", { params, body }));
          }
        }
        close();
        return "";
      }}
    >
      {(fault) => (
        <>
          <Field label={t("Name")} name="name" initial={tracker?.name ?? ""} fault={fault("name")} />
          <Field
            label={t("Model")}
            name="model"
            initial={tracker?.model ?? models[0]?.code ?? ""}
            options={[...gone, ...models.map(({ code, name }) => ({ value: code, label: name }))]}
            fault={fault("model")}
          />
          <Field label={t("IMEI")} name="imei" initial={tracker?.imei ?? ""} hint={t("15 digits, as on the device.")} fault={fault("imei")} />
          <Field label={t("Phone of its card")} name="phone" type="tel" initial={tracker?.phone ?? ""} optional fault={fault("phone")} />
          <Field
            label={t("Average fuel, litres for 100 km")}
            name="averageFuel"
            type="number"
            initial={tracker?.averageFuel === undefined ? "" : String(tracker.averageFuel / 1_000)}
            optional
            fault={fault("averageFuel")}
          />
          <Field label={t("A halt is a stop after, seconds")} name="stopSeconds" type="number" initial={String(tracker?.stopSeconds ?? "")} optional fault={fault("stopSeconds")} />
          <Field label={t("A stop is parking after, seconds")} name="parkSeconds" type="number" initial={String(tracker?.parkSeconds ?? "")} optional fault={fault("parkSeconds")} />
          <Field label={t("Colour on maps")} name="colour" type="color" initial={tracker?.colour ?? COLOUR} fault={fault("colour")} />
          <Field label={t("Note")} name="info" initial={tracker?.info ?? ""} long optional fault={fault("info")} />
        </>
      )}
    </Form>
  );
}
