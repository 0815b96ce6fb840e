import { t } from "../../language/words";
import type { Field } from "../kit/fields";
import { KeyLink } from "../kit/KeyLink";
import type { Schemas } from "../plane/api";
import { Belongings } from "./Belongings";
import { Contents } from "./Contents";
import type { Holder } from "./holder";
import { RIGHTS_OF_OBJECT } from "./Shares";

type MonitoringObject = Schemas["MonitoringObject"];

const FIELDS: readonly Field[] = [
  { source: "name", label: t("Name"), required: true },
  { source: "description", label: t("Description"), kind: "long" },
];

/** The monitoring objects that a user owns or was given. */
export function MonitoringObjects({ holder }: { readonly holder: Holder }) {
  const own = ({ owner }: MonitoringObject) => owner === holder.userId;
  return (
    <Belongings<MonitoringObject>
      holder={holder}
      list="monitoring-objects"
      title={t("Monitoring objects")}
      thing={t("monitoring object")}
      columns={[
        { source: "name", label: t("Name") },
        { source: "description", label: t("Description") },
        { source: "owner", label: t("Owner"), render: (row) => (own(row) ? t("The user") : <KeyLink of={`U:${row.owner}`} />) },
        { source: "trackers", label: t("Trackers"), kind: "number", render: ({ trackers }) => trackers.length },
        { source: "cameras", label: t("Cameras"), kind: "number", render: ({ cameras }) => cameras.length },
        { source: "shares", label: t("Shared with"), kind: "number" },
        { source: "createdAt", label: t("Created at"), kind: "moment" },
      ]}
      fields={FIELDS}
      owns={own}
      mayEdit={(row) => own(row) || row.mayChangeObject}
      rights={RIGHTS_OF_OBJECT}
      deleting={t("What is assigned to it stays its owner's.")}
      none={t("The user has no monitoring objects.")}
      more={(row) => <Contents holder={holder} object={row} />}
    />
  );
}
