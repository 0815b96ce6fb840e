import { useState } from "react";

import { t } from "../../language/words";
import { PAYABLE } from "../devices";
import { answered, ME, once, useApi, type Schemas } from "../api";
import { Dialog } from "../Dialog";
import { Form, text } from "../Form";
import { money } from "../money";
import { termsOf } from "../payments";

const DAY = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });

interface PayProps {
  readonly tariff: Schemas["DeviceTariffRow"];
  readonly devices: readonly { readonly key: string; readonly name: string }[];
  readonly ledger: Schemas["Ledger"];
  readonly paid: (what: string) => void;
  readonly close: () => void;
}

/** Pays a tariff for a device from the balance; says before what it costs, what is saved, and for how long the device works on unpaid. */
export function PayDialog({ tariff, devices, ledger, paid, close }: PayProps) {
  const api = useApi();
  // One for this dialogue: however often it is sent, it is paid once.
  const [key] = useState(once);
  const [device, setDevice] = useState(devices[0]?.key ?? "");
  const [months, setMonths] = useState<1 | 3 | 6 | 12>(1);
  const terms = termsOf(tariff);
  const chosen = terms.find((each) => each.months === months);
  const left = ledger.balance - (chosen?.cost ?? 0);
  const held = ledger.devices.find((each) => each.device === device);
  return (
    <Dialog title={t("Pay {name}", { name: tariff.name })} close={close}>
      <Form
        action={chosen === undefined ? t("Pay") : t("Pay {money}", { money: money(chosen.cost, tariff.currency) })}
        disabled={left < 0 ? t("The balance is not enough for that.") : ""}
        send={async (values) => {
          const body = { device: text(values, "device"), tariffId: tariff.id, months };
          await answered(api.POST("/api/v1/users/{id}/payments", { params: { path: ME, header: key }, body }));
          paid(t("{tariff} is paid for {device}.", { tariff: tariff.name, device: devices.find((each) => each.key === body.device)?.name ?? "" }));
          close();
          return "";
        }}
      >
        {() => (
          <>
            <label className="field">
              {t("For which {device}", { device: PAYABLE[tariff.device] })}
              <select
                name="device"
                value={device}
                onChange={(event) => {
                  setDevice(event.target.value);
                }}
              >
                {devices.map(({ key: one, name }) => (
                  <option key={one} value={one}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
            <fieldset>
              <legend>{t("For how long")}</legend>
              {terms.map(({ months: each, cost, discount }) => (
                <label key={each} className="choice">
                  <input
                    type="radio"
                    name="months"
                    value={each}
                    checked={each === months}
                    onChange={() => {
                      setMonths(each);
                    }}
                  />
                  <span>
                    {t("{months, plural, one {# month} other {# months}}", { months: each })}: {money(cost, tariff.currency)}
                    {discount > 0 ? <span className="more"> {t("· {discount}% less", { discount })}</span> : null}
                  </span>
                </label>
              ))}
            </fieldset>
            <dl>
              <div>
                <dt>{t("Balance")}</dt>
                <dd>{money(ledger.balance, ledger.currency)}</dd>
              </div>
              <div>
                <dt>{t("Left afterwards")}</dt>
                <dd>{left < 0 ? t("Not enough") : money(left, ledger.currency)}</dd>
              </div>
              <div>
                <dt>{t("Credit")}</dt>
                <dd>{creditOf(tariff.creditDays)}</dd>
              </div>
              <div>
                <dt>{t("Begins")}</dt>
                <dd>{beginOf(held, tariff)}</dd>
              </div>
            </dl>
          </>
        )}
      </Form>
    </Dialog>
  );
}

function creditOf(days: number): string {
  return days === 0 ? t("None: it is locked when the paid time is over") : t("It works on for {days, plural, one {a day} other {# days}} after the paid time", { days });
}

function beginOf(held: Schemas["Ledger"]["devices"][number] | undefined, tariff: Schemas["DeviceTariffRow"]): string {
  if (held === undefined || held.expired) {
    return t("At once");
  }
  const until = DAY.format(new Date(held.paidUpTo));
  return held.tariff.id === tariff.id ? t("Where the paid time ends, {until}", { until }) : t("At once; {name}, paid until {until}, ends", { name: held.tariff.name, until });
}
