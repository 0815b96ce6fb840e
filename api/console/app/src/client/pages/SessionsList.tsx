import { useState } from "react";

import type { Schemas } from "../api";
import { Confirm } from "../Dialog";

const WHEN = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const WHERE: Readonly<Record<string, string>> = { desktop: "Desktop", web: "Browser", mobile: "Mobile" };

interface SessionsProps {
  readonly items: readonly Schemas["UserSession"][];
  readonly end: (session: string) => void;
}

/** Where somebody is signed in, and an end for each. */
export function SessionsList({ items, end }: SessionsProps) {
  const [asked, setAsked] = useState<Schemas["UserSession"]>();
  return (
    <>
      {items.length === 0 ? <p>Nowhere.</p> : null}
      <ul className="cards">
        {items.map((session) => {
          const { id, environment, signedInAt, online, since, current } = session;
          const standing = online ? "Connected" : since === undefined ? "Not connected" : `Last connected ${WHEN.format(new Date(since))}`;
          return (
            <li key={id} className="card">
              <h4>{[WHERE[environment], current ? "this one" : ""].filter(Boolean).join(", ")}</h4>
              <p className="more">
                {standing} · signed in {WHEN.format(new Date(signedInAt))}
              </p>
              <p className="actions">
                <button
                  type="button"
                  className="danger"
                  aria-label={`End the session of ${WHERE[environment] ?? environment}, signed in ${WHEN.format(new Date(signedInAt))}`}
                  onClick={() => {
                    setAsked(session);
                  }}
                >
                  End
                </button>
              </p>
            </li>
          );
        })}
      </ul>
      {asked === undefined ? null : (
        <Confirm
          title="End this session?"
          what={
            asked.current
              ? "This browser forgets everything and asks to sign in again."
              : "It forgets everything at once, or when it next connects, and asks to sign in again."
          }
          action="End the session"
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
