import { useState } from "react";

import { t } from "../../language/words";
import type { Schemas } from "../api";
import { Confirm } from "../Dialog";

const WHEN = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const WHERE: Readonly<Record<string, string>> = { desktop: t("Desktop"), web: t("Browser"), mobile: t("Mobile") };

interface SessionsProps {
  readonly items: readonly Schemas["UserSession"][];
  readonly end: (session: string) => void;
}

/** Where somebody is signed in, and an end for each. */
export function SessionsList({ items, end }: SessionsProps) {
  const [asked, setAsked] = useState<Schemas["UserSession"]>();
  return (
    <>
      {items.length === 0 ? <p>{t("Nowhere.")}</p> : null}
      <ul className="cards">
        {items.map((session) => {
          const { id, environment, signedInAt, online, since, current } = session;
          const standing = online ? t("Connected") : since === undefined ? t("Not connected") : t("Last connected {when}", { when: WHEN.format(new Date(since)) });
          return (
            <li key={id} className="card">
              <h4>{[WHERE[environment], current ? t("this one") : ""].filter(Boolean).join(", ")}</h4>
              <p className="more">
                {t("{standing} · signed in {when}", { standing, when: WHEN.format(new Date(signedInAt)) })}
              </p>
              <p className="actions">
                <button
                  type="button"
                  className="danger"
                  aria-label={t("End the session of {environment}, signed in {when}", { environment: WHERE[environment] ?? environment, when: WHEN.format(new Date(signedInAt)) })}
                  onClick={() => {
                    setAsked(session);
                  }}
                >
                  {t("End")}
                </button>
              </p>
            </li>
          );
        })}
      </ul>
      {asked === undefined ? null : (
        <Confirm
          title={t("End this session?")}
          what={
            asked.current
              ? t("This browser forgets everything and asks to sign in again.")
              : t("It forgets everything at once, or when it next connects, and asks to sign in again.")
          }
          action={t("End the session")}
          confirmed={() => {
            end(asked.id);
          }}
          close={() => {
            setAsked(undefined);
          }}
        />
      )}
    </>
  );
}
