import { useQuery } from "@tanstack/react-query";

import { t } from "../../language/words";
import type { Field } from "../kit/fields";
import { Flag } from "../kit/Show";
import { worded } from "../kit/text";
import { api, got, type Schemas } from "../plane/api";
import { Belongings } from "./Belongings";
import type { Holder } from "./holder";
import { RIGHTS_OF_DEVICE } from "./Shares";

type Tracker = Schemas["Tracker"];

const FIELDS: readonly Field[] = [
  { source: "name", label: t("Name"), required: true },
  { source: "model", label: t("Model"), kind: "choice", required: true },
  { source: "imei", label: t("IMEI"), required: true, help: t("15 digits") },
  { source: "phone", label: t("Phone") },
  { source: "averageFuel", label: t("Average fuel, millilitres for 100 km"), kind: "number" },
  { source: "stopSeconds", label: t("A halt is a stop from, seconds"), kind: "number" },
  { source: "parkSeconds", label: t("A stop is parking from, seconds"), kind: "number" },
  { source: "colour", label: t("Colour on the map"), help: t("Such as #d81b60") },
  { source: "info", label: t("Additional information"), kind: "long" },
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
      title={t("Trackers")}
      thing={t("tracker")}
      columns={[
        { source: "name", label: t("Name") },
        { source: "model", label: t("Model") },
        { source: "imei", label: t("IMEI") },
        { source: "phone", label: t("Phone") },
        { source: "access", label: t("Access"), render: ({ access }) => worded(access) },
        { source: "expired", label: t("Paid"), render: ({ expired }) => <Flag on={!expired} yes={t("Yes")} no={t("Expired")} /> },
      ]}
      fields={useFields(holder)}
      owns={({ access }) => access === "owner"}
      mayEdit={({ access }) => access !== "view"}
      rights={RIGHTS_OF_DEVICE}
      deleting={t("The tracker and what it was assigned to know each other no more.")}
      none={t("The user has no trackers.")}
    />
  );
}
