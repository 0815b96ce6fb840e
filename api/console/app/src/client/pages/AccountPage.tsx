import { useState } from "react";

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
      <h2 tabIndex={-1}>Account</h2>
      <dl>
        <div>
          <dt>Login</dt>
          <dd>{me?.account?.login}</dd>
        </div>
        <div>
          <dt>Name</dt>
          <dd>{me?.account?.name ?? "Not given"}</dd>
        </div>
      </dl>
      <Sessions />
      {acting || me?.account?.mayChangePassword !== true ? null : <Password />}
      <Feedback />
    </>
  );
}

function Sessions() {
  const api = useApi();
  const { data, fault, again } = useAsked(() => answered(api.GET("/api/v1/users/{id}/sessions", { params: { path: ME } })));
  const [said, setSaid] = useState("");
  return (
    <section aria-label="Sessions">
      <h3>Where you are signed in</h3>
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
    <section aria-label="Password">
      <h3>Another password</h3>
      <Form
        action="Change the password"
        send={async (values) => {
          const body = {
            current: text(values, "current"),
            password: text(values, "password"),
            passwordConfirmation: text(values, "passwordConfirmation"),
          };
          await answered(api.PUT("/api/v1/users/{id}/password", { params: { path: ME }, body }));
          return "The password is changed. Sign in with it.";
        }}
      >
        {(fault) => (
          <>
            <Field label="Present password" name="current" type="password" autoComplete="current-password" fault={fault("current")} />
            <Field
              label="New password"
              name="password"
              type="password"
              autoComplete="new-password"
              hint="At least 8 characters. You sign in again everywhere."
              fault={fault("password")}
            />
            <Field
              label="New password again"
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
    <section aria-label="Feedback">
      <h3>A word to your operator</h3>
      <Form
        action="Send"
        send={async (values) => {
          const body = {
            name: text(values, "name"),
            email: text(values, "email"),
            phone: text(values, "phone"),
            message: text(values, "message"),
          };
          await answered(api.POST("/api/v1/users/{id}/feedback", { params: { path: ME, header: once() }, body }));
          return "Thank you. It has arrived.";
        }}
      >
        {(fault) => (
          <>
            <Field label="Your name" name="name" autoComplete="name" fault={fault("name")} />
            <Field label="E-mail" name="email" type="email" autoComplete="email" fault={fault("email")} />
            <Field label="Phone" name="phone" type="tel" autoComplete="tel" fault={fault("phone")} />
            <Field label="Message" name="message" long fault={fault("message")} />
          </>
        )}
      </Form>
    </section>
  );
}
