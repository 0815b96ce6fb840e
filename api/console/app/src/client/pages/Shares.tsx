import { useState } from "react";

import { t } from "../../language/words";
import { useAsked, type Schemas } from "../api";
import { Choice, Field, Form, text } from "../Form";

type Right = "mayChange" | "mayChangeObject" | "mayChangeCameras" | "mayChangeTrackers";

interface SharesProps<R extends Right> {
  /** What may be given besides looking, and how that is called. */
  readonly rights: readonly (readonly [R, string])[];
  readonly list: () => Promise<readonly Schemas["SharedWith"][]>;
  readonly share: (to: string, rights: Readonly<Record<R, boolean>>) => Promise<unknown>;
  readonly take: (user: string) => Promise<unknown>;
}

/** With whom the owner shares a thing, and the means to share it and to take it back. */
export function Shares<R extends Right>({ rights, list, share, take }: SharesProps<R>) {
  const { data, fault, again } = useAsked(list);
  const [said, setSaid] = useState("");
  return (
    <section aria-label={t("Sharing")}>
      <h3>{t("Shared with")}</h3>
      <p className="fault" role="alert">
        {fault?.message ?? said}
      </p>
      {data?.length === 0 ? <p>{t("Nobody.")}</p> : null}
      <ul className="cards">
        {data?.map((one) => (
          <li key={one.user} className="card">
            <h4>{one.login}</h4>
            <p className="more">
              {rights
                .filter(([right]) => one[right] === true)
                .map(([, label]) => label)
                .join(" · ") || t("May look at it")}
            </p>
            <p className="actions">
              <button
                type="button"
                className="danger"
                aria-label={t("Take it back from {login}", { login: one.login })}
                onClick={() => {
                  take(one.user).then(
                    () => {
                      setSaid("");
                      again();
                    },
                    (failure: unknown) => {
                      setSaid(failure instanceof Error ? failure.message : String(failure));
                    },
                  );
                }}
              >
                {t("Take it back")}
              </button>
            </p>
          </li>
        ))}
      </ul>
      <Form
        action={t("Share it")}
        second
        send={async (values) => {
          const given = Object.fromEntries(rights.map(([right]) => [right, values.get(right) === "on"])) as Record<R, boolean>;
          await share(text(values, "to"), given);
          again();
          return t("It is shared.");
        }}
      >
        {(fault) => (
          <>
            <Field label={t("With whom")} name="to" hint={t("The login, or the address of mail, of another user.")} fault={fault("to")} />
            {rights.map(([right, label]) => (
              <Choice key={right} name={right} label={label} checked={false} />
            ))}
          </>
        )}
      </Form>
    </section>
  );
}
