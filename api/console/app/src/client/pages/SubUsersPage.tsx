import type { View } from "@sightline/sync";
import { useState } from "react";

import { t } from "../../language/words";
import { answered, ME, once, useApi, useAsked, type Schemas } from "../api";
import { byName, rowOf } from "../devices";
import { Confirm, Dialog } from "../Dialog";
import { Choice, Field, Form, text } from "../Form";
import { SessionsList } from "./SessionsList";

type SubUser = Schemas["User"];

const STATUS: Readonly<Record<string, string>> = { active: t("Active"), paused: t("Paused"), ended: t("Deleted") };

/** The logins under the user's own: who they are, what they may, which cameras they have, where they are signed in. */
export function SubUsersPage({ view }: { readonly view: View }) {
  const api = useApi();
  const { data, fault, again } = useAsked(() => answered(api.GET("/api/v1/users/{id}/sub-users", { params: { path: ME } })));
  const [open, setOpen] = useState<SubUser | "new">();
  const [doomed, setDoomed] = useState<SubUser>();
  const [said, setSaid] = useState("");
  const close = () => {
    setOpen(undefined);
  };
  return (
    <>
      <h2 tabIndex={-1}>{t("Sub-users")}</h2>
      <p className="fault" role="alert">
        {fault?.message ?? said}
      </p>
      <p className="actions">
        <button
          type="button"
          onClick={() => {
            setOpen("new");
          }}
        >
          {t("Add a sub-user")}
        </button>
      </p>
      {data?.items.length === 0 ? <p>{t("There are none yet.")}</p> : null}
      <ul className="cards">
        {data?.items.map((sub) => (
          <li key={sub.id} className="card">
            <h3>{sub.name ?? sub.login}</h3>
            <p className="more">
              {[sub.login, STATUS[sub.status], sub.devices === "all" ? t("All devices") : devicesOf(sub.devices?.length ?? 0)].join(" · ")}
            </p>
            <p className="actions">
              <button
                type="button"
                aria-label={t("Change {login}", { login: sub.login })}
                onClick={() => {
                  setOpen(sub);
                }}
              >
                {t("Change")}
              </button>
              <button
                type="button"
                className="danger"
                aria-label={t("Delete {login}", { login: sub.login })}
                onClick={() => {
                  setDoomed(sub);
                }}
              >
                {t("Delete")}
              </button>
            </p>
          </li>
        ))}
      </ul>
      {open === "new" ? <NewSubUser again={again} close={close} /> : null}
      {open === undefined || open === "new" ? null : <OneSubUser sub={open} view={view} again={again} close={close} />}
      {doomed === undefined ? null : (
        <Confirm
          title={t("Delete {login}?", { login: doomed.login })}
          what={t("It is signed out everywhere at once and cannot be brought back.")}
          action={t("Delete")}
          confirmed={() => {
            const params = { path: { ...ME, sub: doomed.id }, header: { "If-Match": "*" } };
            answered(api.DELETE("/api/v1/users/{id}/sub-users/{sub}", { params })).then(again, (failure: unknown) => {
              setSaid(failure instanceof Error ? failure.message : String(failure));
            });
          }}
          close={() => {
            setDoomed(undefined);
          }}
        />
      )}
    </>
  );
}

function NewSubUser({ again, close }: { readonly again: () => void; readonly close: () => void }) {
  const api = useApi();
  return (
    <Dialog title={t("A new sub-user")} close={close}>
      <Form
        action={t("Add")}
        send={async (values) => {
          const name = text(values, "name");
          const body = {
            login: text(values, "login"),
            password: text(values, "password"),
            ...(name === "" ? {} : { name }),
            devices: values.get("everything") === "on" ? ("all" as const) : [],
            canUpdatePassword: true,
          };
          await answered(api.POST("/api/v1/users/{id}/sub-users", { params: { path: ME, header: once() }, body }));
          again();
          close();
          return "";
        }}
      >
        {(fault) => (
          <>
            <Field label={t("Login")} name="login" fault={fault("login")} />
            <Field label={t("Name")} name="name" optional fault={fault("name")} />
            <Field label={t("Password")} name="password" type="password" autoComplete="new-password" hint={t("At least 8 characters.")} fault={fault("password")} />
            <Choice name="everything" label={t("All the devices I have")} checked={false} />
          </>
        )}
      </Form>
    </Dialog>
  );
}

function devicesOf(count: number): string {
  return t("{count, plural, one {# device} other {# devices}}", { count });
}

interface OneProps {
  readonly sub: SubUser;
  readonly view: View;
  readonly again: () => void;
  readonly close: () => void;
}

function OneSubUser({ sub, view, again, close }: OneProps) {
  const api = useApi();
  const path = { ...ME, sub: sub.id };
  const { data } = useAsked(() => answered(api.GET("/api/v1/users/{id}/sub-users/{sub}/permissions", { params: { path } })));
  const sessions = useAsked(() => answered(api.GET("/api/v1/users/{id}/sub-users/{sub}/sessions", { params: { path } })));
  const devices = [...view.devices.values()].filter(({ kind }) => kind !== "tracker").map(rowOf).sort(byName);
  const chosen = sub.devices;
  return (
    <Dialog title={sub.name ?? sub.login} close={close}>
      {data === undefined ? (
        <p>{t("Loading…")}</p>
      ) : (
        <Form
          action={t("Save")}
          send={async (values) => {
            const permissions = data.items.filter(({ code }) => values.get(`may-${code}`) === "on").map(({ code }) => code);
            const keys = devices.filter(({ key }) => values.get(`has-${key}`) === "on").map(({ key }) => key);
            const body = { permissions, devices: values.get("everything") === "on" ? ("all" as const) : keys };
            const params = { path, header: { "If-Match": "*" } };
            await answered(api.PATCH("/api/v1/users/{id}/sub-users/{sub}", { params, body }));
            again();
            close();
            return "";
          }}
        >
          {(fault) => (
            <>
              <fieldset>
                <legend>{t("May")}</legend>
                {data.items
                  .filter(({ offered, granted }) => offered || granted)
                  .map(({ code, name, granted }) => (
                    <Choice key={code} name={`may-${code}`} label={name} checked={granted} />
                  ))}
                <p className="fault">{fault("permissions")}</p>
              </fieldset>
              <fieldset>
                <legend>{t("Has")}</legend>
                <Choice name="everything" label={t("All the devices I have")} checked={chosen === "all"} />
                {devices.map(({ key, name }) => (
                  <Choice key={key} name={`has-${key}`} label={name} checked={Array.isArray(chosen) && chosen.includes(key)} />
                ))}
                <p className="fault">{fault("devices")}</p>
              </fieldset>
            </>
          )}
        </Form>
      )}
      <section aria-label={t("Sessions of the sub-user")}>
        <h3>{t("Signed in")}</h3>
        <SessionsList
          items={sessions.data?.items ?? []}
          end={(session) => {
            void answered(
              api.DELETE("/api/v1/users/{id}/sub-users/{sub}/sessions/{session}", { params: { path: { ...path, session } } }),
            ).then(sessions.again);
          }}
        />
      </section>
    </Dialog>
  );
}
