import { t } from "../../language/words";
import type { Holder } from "../belongings/holder";
import { ListPage } from "../kit/ListPage";
import { money, worded } from "../kit/text";
import type { Schemas } from "../plane/api";

type Row = Schemas["DeviceTariffRow"];

/** The tariffs that a user may choose among now, with what each costs for how long. */
export function Tariffs({ holder }: { readonly holder: Holder }) {
  return (
    <ListPage<Row>
      of={{
        resource: `users/${holder.path}/device-tariffs`,
        title: t("Tariffs"),
        within: true,
        to: null,
        sort: { field: "name", order: "ASC" },
        columns: [
          { source: "name", label: t("Name"), sorts: true },
          { source: "device", label: t("For"), sorts: true, render: ({ device }) => worded(device) },
          { source: "monthly", label: t("1 month"), kind: "number", sorts: true, render: ({ monthly, currency }) => money(monthly, currency) },
          { source: "threeMonths", label: t("3 months"), kind: "number", render: ({ threeMonths, currency }) => money(threeMonths, currency) },
          { source: "halfYear", label: t("6 months"), kind: "number", render: ({ halfYear, currency }) => money(halfYear, currency) },
          { source: "year", label: t("12 months"), kind: "number", render: ({ year, currency }) => money(year, currency) },
          { source: "creditDays", label: t("Credit days"), kind: "number" },
          { source: "features", label: t("Features"), render: ({ features }) => features.map(worded).join(", ") },
        ],
        filters: [{ source: "device", label: t("For"), kind: "choices", choices: ["camera", "tracker"], always: true }],
        none: t("There are no tariffs for this user."),
      }}
    />
  );
}
