import { t } from "../../language/words";
import { CardForm } from "../kit/CardForm";
import { CardPage } from "../kit/CardPage";
import { DeleteButton } from "../kit/DeleteButton";
import { Facts, Flag, Moment } from "../kit/Show";
import { money, worded } from "../kit/text";
import type { Schemas } from "../plane/api";
import type { Card } from "../plane/provider";
import { useMay } from "../plane/rights";
import { DEVICE_TARIFF_FIELDS } from "./plan-fields";

type Tariff = Card<Schemas["DeviceTariff"]>;

export default function DeviceTariffCard() {
  const may = useMay("money:write");
  return (
    <CardPage<Tariff>
      resource="device-tariffs"
      base="/device-tariffs"
      kind={t("Device tariff")}
      name={({ name }) => name}
      header={({ id, device, offered, prices, currency, createdAt }) => (
        <Facts
          of={[
            [t("ID"), id],
            [t("For"), worded(device)],
            [t("Offered"), <Flag key="offered" on={offered} />],
            [t("Prices"), prices.map(({ months, amount }) => t("{months} mo. {money}", { months, money: money(amount, currency) })).join(", ")],
            [t("Created at"), <Moment key="created" at={createdAt} />],
          ]}
        />
      )}
      actions={(tariff) =>
        may &&
        tariff.offered && (
          <DeleteButton resource="device-tariffs" record={tariff} name={tariff.name} then="/device-tariffs" effect={t("Nobody can choose it any more. What was paid for stays as it was paid.")} />
        )
      }
      tabs={() => [
        {
          at: "",
          label: t("General data"),
          show: (tariff) => <CardForm resource="device-tariffs" record={tariff} groups={DEVICE_TARIFF_FIELDS} readOnly={may ? undefined : t("You may see tariffs and not change them.")} />,
        },
      ]}
    />
  );
}
