import { useDeferredValue, useState } from "react";
import type { View } from "@sightline/sync";

import { t } from "../../language/words";
import { groupsOf, objectRows, SEARCH_FROM, type DeviceRow, type Group } from "../devices";
import { DevicePanel } from "../DevicePanel";

const NO_PLACE = t("Without a place");
const SUSPENDED = t("This account is suspended. Nothing is shown until it is resumed; ask your operator.");

interface DevicesProps {
  readonly view: View;
  readonly changedAt: ReadonlyMap<string, number>;
  readonly watchedSince: number;
}

/** All that the user has: cameras by their places, intercoms, trackers, monitoring objects. */
export function DevicesPage({ view, changedAt, watchedSince }: DevicesProps) {
  const [search, setSearch] = useState("");
  const [open, setOpen] = useState<string>();
  const wanted = useDeferredValue(search);
  const cameras = groupsOf(view, "camera", wanted);
  const intercoms = groupsOf(view, "intercom", wanted);
  const trackers = groupsOf(view, "tracker", wanted).flatMap(({ rows }) => rows);
  const objects = objectRows(view.objects, wanted);
  const searching = wanted.trim().length >= SEARCH_FROM;
  const found = cameras.length + intercoms.length + trackers.length + objects.length;
  const shown = open === undefined ? undefined : view.devices.get(open);
  return (
    <>
      <h2 tabIndex={-1} className="unseen">
        {t("Devices")}
      </h2>
      <label className="search">
        {t("Search")}
        <input
          type="search"
          value={search}
          placeholder={t("Names and places, from {SEARCH_FROM} characters", { SEARCH_FROM })}
          onChange={(event) => {
            setSearch(event.target.value);
          }}
        />
      </label>
      {found === 0 ? <p>{view.standing === "active" ? (searching ? t("Nothing matches.") : t("There are no devices yet.")) : SUSPENDED}</p> : null}
      <Section title={t("Cameras")} groups={cameras} open={setOpen} />
      <Section title={t("Intercoms")} groups={intercoms} open={setOpen} />
      {trackers.length === 0 ? null : (
        <section aria-label={t("Trackers")}>
          <h3>{t("Trackers")}</h3>
          <Rows rows={trackers} open={setOpen} />
        </section>
      )}
      {objects.length === 0 ? null : (
        <section aria-label={t("Monitoring objects")}>
          <h3>{t("Monitoring objects")}</h3>
          <ul className="devices">
            {objects.map(({ key, name, more }) => (
              <li key={key} className="device">
                <span className="name">{name}</span>
                <span className="more">{more}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {shown === undefined ? null : (
        <DevicePanel
          device={shown}
          changedAt={changedAt.get(shown.key)}
          watchedSince={watchedSince}
          close={() => {
            setOpen(undefined);
          }}
        />
      )}
    </>
  );
}

interface SectionProps {
  readonly title: string;
  readonly groups: readonly Group[];
  readonly open: (key: string) => void;
}

function Section({ title, groups, open }: SectionProps) {
  return groups.length === 0 ? null : (
    <section aria-label={title}>
      <h3>{title}</h3>
      {groups.map(({ id, name, folder, rows }) =>
        // What has no place needs no heading while nothing else has one.
        name === "" && groups.length === 1 ? (
          <Rows key={id} rows={rows} open={open} />
        ) : (
          <section key={id} aria-label={`${title}, ${name === "" ? NO_PLACE : name}${folder ? t(", folder") : ""}`}>
            <h4>
              {name === "" ? NO_PLACE : name}{" "}
              <span className="count">
                {folder ? t("folder · ") : ""}
                {rows.length}
              </span>
            </h4>
            <Rows rows={rows} open={open} />
          </section>
        ),
      )}
    </section>
  );
}

function Rows({ rows, open }: { readonly rows: readonly DeviceRow[]; readonly open: (key: string) => void }) {
  return (
    <ul className="devices">
      {rows.map(({ key, name, mark, words, more, limit, locked }) => (
        <li key={key}>
          <button
            type="button"
            className={locked ? "device locked" : "device"}
            onClick={() => {
              open(key);
            }}
          >
            {mark === "none" ? null : <span className="dot" data-state={mark} aria-hidden="true" />}
            <span className="name">{name}</span>
            <span className="more">
              {[words, more].filter(Boolean).join(" · ")}
              {limit === "" ? null : <span className="limit">{limit}</span>}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
