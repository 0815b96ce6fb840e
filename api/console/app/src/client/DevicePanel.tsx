import type { Device, Members } from "@sightline/sync";

import { t } from "../language/words";
import { answered, ME, useApi } from "./api";
import { ago, rowOf } from "./devices";
import { Dialog } from "./Dialog";
import { Field, Form, text } from "./Form";

interface PanelProps {
  readonly device: Device;
  /** When this browser learned of its last change, epoch milliseconds; undefined for none yet. */
  readonly changedAt: number | undefined;
  /** Since when it has looked out for changes. */
  readonly watchedSince: number;
  readonly close: () => void;
}

const WHEN = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
const MODES: Readonly<Record<string, string>> = { continuous: t("All the time"), motion: t("On motion"), off: t("Off") };
const STREAMS: Readonly<Record<string, string>> = { active: t("works"), inactive: t("does not work"), initialization: t("is starting") };

/** Everything there is to a device, as it is now, and the user's own name for a camera. */
export function DevicePanel({ device, changedAt, watchedSince, close }: PanelProps) {
  const api = useApi();
  const row = rowOf(device);
  const camera = device.kind === "camera" ? device.key.slice("cam-".length) : undefined;
  return (
    <Dialog title={row.name} close={close}>
      <p className="state">
        {row.mark === "none" ? null : <span className="dot" data-state={row.mark} aria-hidden="true" />}
        {row.words}
        {row.limit === "" ? null : <span className="limit">{row.limit}</span>}
      </p>
      <dl>
        {facts(device).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div>
          <dt>{t("Last change")}</dt>
          <dd>
            {changedAt === undefined ? (
              t("None since {when}", { when: WHEN.format(watchedSince) })
            ) : (
              <>
                <time dateTime={new Date(changedAt).toISOString()}>{WHEN.format(changedAt)}</time>, {ago(Date.now() - changedAt)}
              </>
            )}
          </dd>
        </div>
      </dl>
      {camera === undefined || row.locked ? null : (
        <>
          <Form
            action={t("Save the name")}
            send={async (values) => {
              const path = { ...ME, camera };
              await answered(api.PUT("/api/v1/users/{id}/camera-names/{camera}", { params: { path }, body: { name: text(values, "name") } }));
              return t("The name is saved, for you alone.");
            }}
          >
            {(fault) => <Field label={t("Your own name")} name="name" initial={row.name} fault={fault("name")} />}
          </Form>
          <Form
            action={t("Use the operator's name")}
            second
            send={async () => {
              await answered(api.DELETE("/api/v1/users/{id}/camera-names/{camera}", { params: { path: { ...ME, camera } } }));
              return t("It has the operator's name again.");
            }}
          >
            {() => null}
          </Form>
        </>
      )}
    </Dialog>
  );
}

function facts({ kind, members, places }: Device): [string, string][] {
  const named = [...new Set(places.filter((place) => place !== ""))];
  const place: [string, string][] = named.length === 0 ? [] : [[t("Place"), named.join(", ")]];
  switch (kind) {
    case "camera":
      return [...place, ...cameraFacts(members)];
    case "intercom":
      return [
        ...said(t("Address"), members["address"]),
        ...said(t("Department"), members["departmentName"] ?? members["department"]),
        ...said(t("Flat"), members["flat"]),
        [t("Archive"), members["restrictArchive"] === true ? t("Not available") : t("Available")],
      ];
    case "tracker":
      return [...said(t("Model"), members["model"]), ...said(t("IMEI"), members["imei"]), ...said(t("Note"), members["info"])];
  }
}

function cameraFacts(members: Members): [string, string][] {
  const streams = Array.isArray(members["streams"]) ? (members["streams"] as { type: string; status: string }[]) : [];
  const days = members["archiveDays"];
  return [
    [t("Viewing"), { full: t("Live and archive"), live: t("Live only"), locked: t("Not available") }[String(members["access"])] ?? ""],
    ...(members["archive"] === true && typeof days === "number" ? ([[t("Archive"), t("{days, plural, one {# day} other {# days}}", { days })]] as [string, string][]) : []),
    ...(typeof members["mode"] === "string" ? ([[t("Recording"), MODES[members["mode"]] ?? members["mode"]]] as [string, string][]) : []),
    ...(members["ptz"] === true ? ([[t("Turning and zoom"), t("You may control it")]] as [string, string][]) : []),
    ...streams.map(({ type, status }): [string, string] => [t("Stream, {type} quality", { type }), STREAMS[status] ?? status]),
  ];
}

function said(name: string, value: unknown): [string, string][] {
  return typeof value === "string" && value !== "" ? [[name, value]] : [];
}
