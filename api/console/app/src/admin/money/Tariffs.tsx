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
        title: "Tariffs",
        within: true,
        to: null,
        sort: { field: "name", order: "ASC" },
        columns: [
          { source: "name", label: "Name", sorts: true },
          { source: "device", label: "For", sorts: true, render: ({ device }) => worded(device) },
          { source: "monthly", label: "1 month", kind: "number", sorts: true, render: ({ monthly, currency }) => money(monthly, currency) },
          { source: "threeMonths", label: "3 months", kind: "number", render: ({ threeMonths, currency }) => money(threeMonths, currency) },
          { source: "halfYear", label: "6 months", kind: "number", render: ({ halfYear, currency }) => money(halfYear, currency) },
          { source: "year", label: "12 months", kind: "number", render: ({ year, currency }) => money(year, currency) },
          { source: "creditDays", label: "Credit days", kind: "number" },
          { source: "features", label: "Features", render: ({ features }) => features.map(worded).join(", ") },
        ],
        filters: [{ source: "device", label: "For", kind: "choices", choices: ["camera", "tracker"], always: true }],
        none: "There are no tariffs for this user.",
      }}
    />
  );
}
