import { t } from "../../language/words";
import { CardForm } from "../kit/CardForm";
import { CardPage } from "../kit/CardPage";
import { Facts, Moment, Status } from "../kit/Show";
import { money } from "../kit/text";
import type { Schemas } from "../plane/api";
import type { Card } from "../plane/provider";
import { useMay } from "../plane/rights";
import { PLAN_FIELDS } from "./plan-fields";

type Plan = Card<Schemas["TariffPlan"]>;

export default function TariffPlanCard() {
  const may = useMay("plans:write");
  return (
    <CardPage<Plan>
      resource="tariff-plans"
      base="/tariff-plans"
      kind={t("Tariff plan")}
      name={({ title }) => title}
      header={({ id, status, price, createdAt }) => (
        <Facts
          of={[
            [t("ID"), id],
            [t("Status"), <Status key="status" code={status} />],
            [t("Price"), money(price.minor, price.currency)],
            [t("Created at"), <Moment key="created" at={createdAt} />],
          ]}
        />
      )}
      tabs={() => [
        {
          at: "",
          label: t("General data"),
          show: (plan) => <CardForm resource="tariff-plans" record={plan} groups={PLAN_FIELDS} readOnly={may ? undefined : t("You may see tariff plans and not change them.")} />,
        },
      ]}
    />
  );
}
