import type { Members } from "@sightline/sync";
import { useState } from "react";

import { t } from "../../language/words";
import { answered, ME, useApi } from "../api";
import { Confirm } from "../Dialog";

const SEVERITY: Readonly<Record<string, string>> = { information: t("Information"), warning: t("Warning"), error: t("Error") };
const WHEN = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

/** What the operator has told the user; what is read or deleted here is so everywhere. */
export function NotificationsPage({ known }: { readonly known: ReadonlyMap<string, Members> }) {
  const api = useApi();
  const [fault, setFault] = useState("");
  const [asks, setAsks] = useState(false);
  const notes = [...known].sort(([, one], [, other]) => String(other["at"]).localeCompare(String(one["at"])));
  const attempt = (change: Promise<unknown>): void => {
    change.then(
      () => {
        setFault("");
      },
      (failure: unknown) => {
        setFault(failure instanceof Error ? failure.message : String(failure));
      },
    );
  };
  const path = (key: string) => ({ params: { path: { ...ME, notification: key.slice("note-".length) } } });
  return (
    <>
      <h2 tabIndex={-1}>{t("Notifications")}</h2>
      <p className="fault" role="alert">
        {fault}
      </p>
      {notes.length === 0 ? (
        <p>{t("There are no notifications.")}</p>
      ) : (
        <p className="actions">
          <button
            type="button"
            onClick={() => {
              attempt(answered(api.PATCH("/api/v1/users/{id}/notifications", { params: { path: ME }, body: { read: true } })));
            }}
          >
            {t("Mark all as read")}
          </button>
          <button
            type="button"
            className="danger"
            onClick={() => {
              setAsks(true);
            }}
          >
            {t("Delete all")}
          </button>
        </p>
      )}
      <ul className="cards">
        {notes.map(([key, { title, text, severity, at, read }]) => (
          <li key={key} className={read === true ? "card" : "card new"}>
            <h3>{String(title)}</h3>
            <p className="more">
              {[read === true ? "" : t("New"), SEVERITY[String(severity)] ?? "", typeof at === "string" ? WHEN.format(new Date(at)) : ""]
                .filter(Boolean)
                .join(" · ")}
            </p>
            <p>{String(text)}</p>
            <p className="actions">
              {read === true ? null : (
                <button
                  type="button"
                  onClick={() => {
                    attempt(answered(api.PATCH("/api/v1/users/{id}/notifications/{notification}", { ...path(key), body: { read: true } })));
                  }}
                >
                  {t("Mark as read")}
                </button>
              )}
              <button
                type="button"
                className="danger"
                aria-label={t("Delete {title}", { title: String(title) })}
                onClick={() => {
                  attempt(answered(api.DELETE("/api/v1/users/{id}/notifications/{notification}", path(key))));
                }}
              >
                {t("Delete")}
              </button>
            </p>
          </li>
        ))}
      </ul>
      {asks ? (
        <Confirm
          title={t("Delete all notifications?")}
          what={t("{count, plural, one {# notification goes} other {# notifications go}} from all your devices.", { count: notes.length })}
          action={t("Delete all")}
          confirmed={() => {
            attempt(answered(api.DELETE("/api/v1/users/{id}/notifications", { params: { path: ME } })));
          }}
          close={() => {
            setAsks(false);
          }}
        />
      ) : null}
    </>
  );
}
