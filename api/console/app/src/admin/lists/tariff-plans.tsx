import { t } from "../../language/words";
import { BulkRun } from "../kit/BulkRun";
import { ListPage, type ListOf } from "../kit/ListPage";
import { Status, To } from "../kit/Show";
import { money } from "../kit/text";
import { api, once, type Schemas } from "../plane/api";

type Row = Schemas["TariffPlan"];

function plans(count: number): string {
  return t("{count, plural, one {# tariff plan} other {# tariff plans}}", { count });
}

async function archived(ids: string[], back: boolean): Promise<void> {
  const request = { params: { header: { "Idempotency-Key": once() } }, body: { ids } };
  await (back ? api.POST("/api/v1/tariff-plans/restore", request) : api.POST("/api/v1/tariff-plans/archive", request));
}

export const TARIFF_PLANS: ListOf<Row> = {
  resource: "tariff-plans",
  title: t("Tariff plans"),
  sort: { field: "order", order: "ASC" },
  columns: [
    { source: "title", label: t("Title"), sorts: true },
    { source: "months", label: t("Months"), kind: "number" },
    { source: "price", label: t("Price"), kind: "number", render: ({ price }) => money(price.minor, price.currency) },
    { source: "status", label: t("Status"), render: ({ status }) => <Status code={status} /> },
    { source: "shown", label: t("Shown to users"), kind: "flag" },
    { source: "userId", label: t("For one user"), render: ({ userId }) => (userId === undefined ? undefined : <To to={`/b2b-users/${userId}`}>{userId}</To>) },
    { source: "order", label: t("Order"), kind: "number", sorts: true },
    { source: "createdAt", label: t("Created at"), kind: "moment", sorts: true },
  ],
  filters: [
    { source: "status", label: t("Status"), kind: "choice", choices: ["active", "archived", "restored"], always: true },
    { source: "attachable", label: t("Can be attached"), kind: "flag" },
  ],
  creates: { scope: "plans:write", label: t("Create") },
  bulk: (
    <>
      <BulkRun scope="plans:write" label={t("Archive")} counted={plans} effect={t("Nobody can be given them any more. Whoever has one keeps it.")} run={(ids) => archived(ids, false)} />
      <BulkRun scope="plans:write" label={t("Restore")} counted={plans} effect={t("They can be given again.")} run={(ids) => archived(ids, true)} />
    </>
  ),
  none: t("There are no tariff plans yet."),
};

export default function TariffPlans() {
  return <ListPage of={TARIFF_PLANS} />;
}
