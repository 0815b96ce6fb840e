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
  { source: "name", label: "Name", required: true },
  { source: "address", label: "Address of the stream", required: true, help: "A host, or such as rtsp://192.0.2.7/live" },
  { source: "model", label: "Model" },
  { source: "login", label: "Login at the camera" },
  { source: "password", label: "Password at the camera", kind: "password", help: "It is told to nobody. Nothing here keeps the one it has" },
  { source: "streams", label: "Qualities it sends", kind: "choices", choices: ["high", "low"] },
  { source: "archive", label: "Is recorded", kind: "flag" },
  { source: "archiveDays", label: "Archive, days", kind: "number" },
  { source: "mode", label: "Recording", kind: "choice", choices: ["continuous", "motion", "off"] },
  { source: "enabled", label: "Enabled", kind: "flag" },
  { source: "info", label: "Additional information", kind: "long" },
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
      title="Own cameras"
      thing="camera"
      columns={[
        { source: "name", label: "Name" },
        { source: "model", label: "Model" },
        { source: "status", label: "Status", kind: "status" },
        { source: "archive", label: "Archive", render: ({ archive, archiveDays }) => (archive ? (archiveDays === undefined ? "Yes" : `${archiveDays} days`) : "None") },
        { source: "access", label: "Access", render: ({ access }) => worded(access) },
        { source: "expired", label: "Paid", render: ({ expired }) => <Flag on={!expired} yes="Yes" no="Expired" /> },
      ]}
      fields={FIELDS}
      initial={{ archive: true, enabled: true, streams: ["high"] }}
      form={shownIn}
      owns={({ access }) => access === "owner"}
      mayEdit={({ access }) => access !== "view"}
      rights={RIGHTS_OF_DEVICE}
      deleting="The camera is gone from every environment at once."
      none="The user has no cameras of their own."
    />
  );
}
