import { useState } from "react";

import { choose, OTHERS } from "../../language/language";
import { t } from "../../language/words";
import { answered, ME, once, useApi, useAsked, type Schemas } from "../api";
import { Field, Form, text } from "../Form";
import { SessionsList } from "./SessionsList";

interface AccountProps {
  readonly me: Schemas["Me"] | undefined;
  /** Whether an administrator acts for the user, who does nothing in person then. */
  readonly acting: boolean;
}

/** Who the user is, where it is signed in, its password, and a word to the operator. */
export function AccountPage({ me, acting }: AccountProps) {
  return (
    <>
      <h2 tabIndex={-1}>{t("Account")}</h2>
      <dl>
        <div>
          <dt>{t("Login")}</dt>
          <dd>{me?.account?.login}</dd>
        </div>
        <div>
          <dt>{t("Name")}</dt>
          <dd>{me?.account?.name ?? t("Not given")}</dd>
        </div>
      </dl>
      <Sessions />
      {acting || me?.account?.mayChangePassword !== true ? null : <Password />}
      <Feedback />
      <section aria-label={t("Language")}>
        <h3>{t("Language")}</h3>
        <p className="actions">
          {OTHERS.map(([language, name]) => (
            <button
              key={language}
              type="button"
              lang={language}
              onClick={() => {
                choose(language);
              }}
            >
              {name}
            </button>
          ))}
        </p>
      </section>
    </>
  );
}

function Sessions() {
  const api = useApi();
  const { data, fault, again } = useAsked(() => answered(api.GET("/api/v1/users/{id}/sessions", { params: { path: ME } })));
  const [said, setSaid] = useState("");
  return (
    <section aria-label={t("Sessions")}>
      <h3>{t("Where you are signed in")}</h3>
      <p className="fault" role="alert">
        {fault?.message ?? said}
      </p>
      {data === undefined ? null : (
        <SessionsList
          items={data.items}
          end={(session) => {
            answered(api.DELETE("/api/v1/users/{id}/sessions/{session}", { params: { path: { ...ME, session } } })).then(again, (failure: unknown) => {
              setSaid(failure instanceof Error ? failure.message : String(failure));
            });
          }}
        />
      )}
    </section>
  );
}

function Password() {
  const api = useApi();
  return (
    <section aria-label={t("Password")}>
      <h3>{t("Another password")}</h3>
      <Form
        action={t("Change the password")}
        send={async (values) => {
          const body = {
            current: text(values, "current"),
            password: text(values, "password"),
            passwordConfirmation: text(values, "passwordConfirmation"),
          };
          await answered(api.PUT("/api/v1/users/{id}/password", { params: { path: ME }, body }));
          return t("The password is changed. Sign in with it.");
        }}
      >
        {(fault) => (
          <>
            <Field label={t("Present password")} name="current" type="password" autoComplete="current-password" fault={fault("current")} />
            <Field
              label={t("New password")}
              name="password"
              type="password"
              autoComplete="new-password"
              hint={t("At least 8 characters. You sign in again everywhere.")}
              fault={fault("password")}
            />
            <Field
              label={t("New password again")}
              name="passwordConfirmation"
              type="password"
              autoComplete="new-password"
              fault={fault("passwordConfirmation")}
            />
          </>
        )}
      </Form>
    </section>
  );
}

function Feedback() {
  const api = useApi();
  return (
    <section aria-label={t("Feedback")}>
      <h3>{t("A word to your operator")}</h3>
      <Form
        action={t("Send")}
        send={async (values) => {
          const body = {
            name: text(values, "name"),
            email: text(values, "email"),
            phone: text(values, "phone"),
            message: text(values, "message"),
          };
          await answered(api.POST("/api/v1/users/{id}/feedback", { params: { path: ME, header: once() }, body }));
          return t("Thank you. It has arrived.");
        }}
      >
        {(fault) => (
          <>
            <Field label={t("Your name")} name="name" autoComplete="name" fault={fault("name")} />
            <Field label={t("E-mail")} name="email" type="email" autoComplete="email" fault={fault("email")} />
            <Field label={t("Phone")} name="phone" type="tel" autoComplete="tel" fault={fault("phone")} />
            <Field label={t("Message")} name="message" long fault={fault("message")} />
          </>
        )}
      </Form>
    </section>
  );
}
