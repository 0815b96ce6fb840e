import type { Field } from "../kit/fields";
import { KeyLink } from "../kit/KeyLink";
import type { Schemas } from "../plane/api";
import { Belongings } from "./Belongings";
import { Contents } from "./Contents";
import type { Holder } from "./holder";
import { RIGHTS_OF_OBJECT } from "./Shares";

type MonitoringObject = Schemas["MonitoringObject"];

const FIELDS: readonly Field[] = [
  { source: "name", label: "Name", required: true },
  { source: "description", label: "Description", kind: "long" },
];

/** The monitoring objects that a user owns or was given. */
export function MonitoringObjects({ holder }: { readonly holder: Holder }) {
  const own = ({ owner }: MonitoringObject) => owner === holder.userId;
  return (
    <Belongings<MonitoringObject>
      holder={holder}
      list="monitoring-objects"
      title="Monitoring objects"
      thing="monitoring object"
      columns={[
        { source: "name", label: "Name" },
        { source: "description", label: "Description" },
        { source: "owner", label: "Owner", render: (row) => (own(row) ? "The user" : <KeyLink of={`U:${row.owner}`} />) },
        { source: "trackers", label: "Trackers", kind: "number", render: ({ trackers }) => trackers.length },
        { source: "cameras", label: "Cameras", kind: "number", render: ({ cameras }) => cameras.length },
        { source: "shares", label: "Shared with", kind: "number" },
        { source: "createdAt", label: "Created at", kind: "moment" },
      ]}
      fields={FIELDS}
      owns={own}
      mayEdit={(row) => own(row) || row.mayChangeObject}
      rights={RIGHTS_OF_OBJECT}
      deleting="What is assigned to it stays its owner's."
      none="The user has no monitoring objects."
      more={(row) => <Contents holder={holder} object={row} />}
    />
  );
}
