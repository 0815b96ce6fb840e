import { t } from "../../language/words";
import type { Field } from "../kit/fields";
import { Flag } from "../kit/Show";
import { worded } from "../kit/text";
import type { Schemas } from "../plane/api";
import type { JsonObject } from "../plane/patch";
import { Belongings } from "./Belongings";
import { only } from "./changes";
import type { Holder } from "./holder";
import { RIGHTS_OF_DEVICE } from "./Shares";

type OwnCamera = Schemas["OwnCamera"];

const FIELDS: readonly Field[] = [
  { source: "name", label: t("Name"), required: true },
  { source: "address", label: t("Address of the stream"), required: true, help: t("A host, or such as rtsp://192.0.2.7/live") },
  { source: "model", label: t("Model") },
  { source: "login", label: t("Login at the camera") },
  { source: "password", label: t("Password at the camera"), kind: "password", help: t("It is told to nobody. Nothing here keeps the one it has") },
  { source: "streams", label: t("Qualities it sends"), kind: "choices", choices: ["high", "low"] },
  { source: "archive", label: t("Is recorded"), kind: "flag" },
  { source: "archiveDays", label: t("Archive, days"), kind: "number" },
  { source: "mode", label: t("Recording"), kind: "choice", choices: ["continuous", "motion", "off"] },
  { source: "enabled", label: t("Enabled"), kind: "flag" },
  { source: "info", label: t("Additional information"), kind: "long" },
];

/** The password is told to nobody, and of the streams a form asks for the qualities alone. */
function shownIn(camera: JsonObject): JsonObject {
  const { streams } = camera as { streams?: OwnCamera["streams"] };
  return {
    ...only(camera, FIELDS.map(({ source }) => source).filter((source) => source !== "password")),
    streams: (streams ?? []).map(({ type }) => type),
  };
}

/** The cameras that a user has added or was given; the operator's are elsewhere. */
export function OwnCameras({ holder }: { readonly holder: Holder }) {
  return (
    <Belongings<OwnCamera>
      holder={holder}
      list="own-cameras"
      title={t("Own cameras")}
      thing={t("camera")}
      columns={[
        { source: "name", label: t("Name") },
        { source: "model", label: t("Model") },
        { source: "status", label: t("Status"), kind: "status" },
        { source: "archive", label: t("Archive"), render: ({ archive, archiveDays }) => (archive ? (archiveDays === undefined ? t("Yes") : t("{archiveDays} days", { archiveDays })) : t("None")) },
        { source: "access", label: t("Access"), render: ({ access }) => worded(access) },
        { source: "expired", label: t("Paid"), render: ({ expired }) => <Flag on={!expired} yes={t("Yes")} no={t("Expired")} /> },
      ]}
      fields={FIELDS}
      initial={{ archive: true, enabled: true, streams: ["high"] }}
      form={shownIn}
      owns={({ access }) => access === "owner"}
      mayEdit={({ access }) => access !== "view"}
      rights={RIGHTS_OF_DEVICE}
      deleting={t("The camera is gone from every environment at once.")}
      none={t("The user has no cameras of their own.")}
    />
  );
}
