import { nameOf, type View } from "@sightline/sync";
import { useState } from "react";

import { t } from "../../language/words";
import { answered, ME, Refused, useApi, type Schemas } from "../api";
import { objectCards, type ObjectCard } from "../belongings";
import { byName, rowOf } from "../devices";
import { Confirm } from "../Dialog";
import { ObjectDialog } from "./ObjectDialog";
import { TrackerDialog } from "./TrackerDialog";

interface BelongingsProps {
  readonly view: View;
  readonly me: Schemas["Me"] | undefined;
}

type Open = { readonly what: "tracker"; readonly id: string | undefined; readonly own: boolean } | { readonly what: "object"; readonly object: ObjectCard | undefined };

interface Doomed {
  readonly name: string;
  readonly what: string;
  readonly remove: () => Promise<unknown>;
}

/** The user's trackers and monitoring objects, as they are now, to add, change, share and delete. */
export function BelongingsPage({ view, me }: BelongingsProps) {
  const api = useApi();
  const user = me?.id ?? "";
  const mayAdd = me?.account?.mainUser === true;
  const [open, setOpen] = useState<Open>();
  const [doomed, setDoomed] = useState<Doomed>();
  const [fault, setFault] = useState("");
  const trackers = [...view.devices.values()].filter(({ kind }) => kind === "tracker");
  const close = () => {
    setOpen(undefined);
  };
  return (
    <>
      <h2 tabIndex={-1}>{t("Trackers and objects")}</h2>
      <p className="fault" role="alert">
        {fault}
      </p>
      <section aria-label={t("Trackers")}>
        <h3>{t("Trackers")}</h3>
        {trackers.length === 0 ? <p>{t("There are none yet.")}</p> : null}
        <ul className="cards">
          {trackers
            .map((device) => ({ ...rowOf(device), device }))
            .sort(byName)
            .map(({ key, name, words, more, limit, locked, device: { members } }) => {
              const own = members["owner"] === user;
              const id = key.slice("trk-".length);
              return (
                <li key={key} className={locked ? "card locked" : "card"}>
                  <h4 className="name">{name}</h4>
                  <p className="more">
                    {[words, more].filter(Boolean).join(" · ")}
                    {limit === "" ? null : <span className="limit">{limit}</span>}
                  </p>
                  <p className="actions">
                    {!locked && (own || members["access"] === "change") ? (
                      <button
                        type="button"
                        aria-label={t("Change {name}", { name })}
                        onClick={() => {
                          setOpen({ what: "tracker", id, own });
                        }}
                      >
                        {t("Change")}
                      </button>
                    ) : null}
                    {own ? (
                      <Delete
                        name={name}
                        ask={() => {
                          setDoomed({
                            name,
                            what: t("It cannot be brought back. One that is shared has to be taken back from everybody before."),
                            remove: () =>
                              answered(api.DELETE("/api/v1/users/{id}/trackers/{tracker}", { params: { path: { ...ME, tracker: id }, header: { "If-Match": "*" } } })),
                          });
                        }}
                      />
                    ) : null}
                  </p>
                </li>
              );
            })}
        </ul>
        <Add
          shown={mayAdd}
          label={t("Add a tracker")}
          add={() => {
            setOpen({ what: "tracker", id: undefined, own: true });
          }}
        />
      </section>
      <section aria-label={t("Monitoring objects")}>
        <h3>{t("Monitoring objects")}</h3>
        {view.objects.size === 0 ? <p>{t("There are none yet.")}</p> : null}
        <ul className="cards">
          {objectCards(view, user).map((object) => (
            <li key={object.id} className="card">
              <h4>{object.name}</h4>
              <p className="more">{[object.own ? t("Yours") : t("Shared with you"), object.description].filter(Boolean).join(" · ")}</p>
              <p>{object.devices.length === 0 ? t("Nothing belongs to it yet.") : object.devices.map(nameOf).join(", ")}</p>
              <p className="actions">
                {object.mayChange ? (
                  <button
                    type="button"
                    aria-label={t("Change {name}", { name: object.name })}
                    onClick={() => {
                      setOpen({ what: "object", object });
                    }}
                  >
                    {t("Change")}
                  </button>
                ) : null}
                {object.own ? (
                  <Delete
                    name={object.name}
                    ask={() => {
                      setDoomed({
                        name: object.name,
                        what: t("The trackers and cameras that belong to it stay."),
                        remove: () =>
                          answered(
                            api.DELETE("/api/v1/users/{id}/monitoring-objects/{object}", { params: { path: { ...ME, object: object.id }, header: { "If-Match": "*" } } }),
                          ),
                      });
                    }}
                  />
                ) : null}
              </p>
            </li>
          ))}
        </ul>
        <Add
          shown={mayAdd}
          label={t("Add a monitoring object")}
          add={() => {
            setOpen({ what: "object", object: undefined });
          }}
        />
      </section>
      {open?.what === "tracker" ? <TrackerDialog id={open.id} own={open.own} close={close} /> : null}
      {open?.what === "object" ? <ObjectDialog object={open.object} view={view} user={user} close={close} /> : null}
      {doomed === undefined ? null : (
        <Confirm
          title={t("Delete {name}?", { name: doomed.name })}
          what={doomed.what}
          action={t("Delete")}
          confirmed={() => {
            setFault("");
            doomed.remove().catch((failure: unknown) => {
              const shared = failure instanceof Refused && failure.status === 409;
              setFault(shared ? t("{name} is shared: take it back from everybody first.", { name: doomed.name }) : (failure as Error).message);
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

function Add({ shown, label, add }: { readonly shown: boolean; readonly label: string; readonly add: () => void }) {
  return shown ? (
    <p className="actions">
      <button type="button" onClick={add}>
        {label}
      </button>
    </p>
  ) : null;
}

function Delete({ name, ask }: { readonly name: string; readonly ask: () => void }) {
  return (
    <button type="button" className="danger" aria-label={t("Delete {name}", { name })} onClick={ask}>
      {t("Delete")}
    </button>
  );
}
