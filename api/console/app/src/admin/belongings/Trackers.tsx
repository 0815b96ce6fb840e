import { useQuery } from "@tanstack/react-query";

import type { Field } from "../kit/fields";
import { Flag } from "../kit/Show";
import { worded } from "../kit/text";
import { api, got, type Schemas } from "../plane/api";
import { Belongings } from "./Belongings";
import type { Holder } from "./holder";
import { RIGHTS_OF_DEVICE } from "./Shares";

type Tracker = Schemas["Tracker"];

const FIELDS: readonly Field[] = [
  { source: "name", label: "Name", required: true },
  { source: "model", label: "Model", kind: "choice", required: true },
  { source: "imei", label: "IMEI", required: true, help: "15 digits" },
  { source: "phone", label: "Phone" },
  { source: "averageFuel", label: "Average fuel, millilitres for 100 km", kind: "number" },
  { source: "stopSeconds", label: "A halt is a stop from, seconds", kind: "number" },
  { source: "parkSeconds", label: "A stop is parking from, seconds", kind: "number" },
  { source: "colour", label: "Colour on the map", help: "Such as #d81b60" },
  { source: "info", label: "Additional information", kind: "long" },
];

/** What a form asks for, with the models there are. */
function useFields({ path }: Holder): readonly Field[] {
  const { data } = useQuery({
    queryKey: [`users/${path}/tracker-models`],
    queryFn: () => got(api.GET("/api/v1/users/{id}/tracker-models", { params: { path: { id: path }, query: { limit: 200 } } })),
  });
  const models = data?.items ?? [];
  const named = Object.fromEntries(models.map(({ code, name }) => [code, name]));
  return FIELDS.map((field) => (field.source === "model" ? { ...field, choices: models.map(({ code }) => code), named } : field));
}

/** The trackers that a user owns or was given. */
export function Trackers({ holder }: { readonly holder: Holder }) {
  return (
    <Belongings<Tracker>
      holder={holder}
      list="trackers"
      title="Trackers"
      thing="tracker"
      columns={[
        { source: "name", label: "Name" },
        { source: "model", label: "Model" },
        { source: "imei", label: "IMEI" },
        { source: "phone", label: "Phone" },
        { source: "access", label: "Access", render: ({ access }) => worded(access) },
        { source: "expired", label: "Paid", render: ({ expired }) => <Flag on={!expired} yes="Yes" no="Expired" /> },
      ]}
      fields={useFields(holder)}
      owns={({ access }) => access === "owner"}
      mayEdit={({ access }) => access !== "view"}
      rights={RIGHTS_OF_DEVICE}
      deleting="The tracker and what it was assigned to know each other no more."
      none="The user has no trackers."
    />
  );
}
