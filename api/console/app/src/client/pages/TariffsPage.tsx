import type { View } from "@sightline/sync";
import { useState } from "react";

import { t } from "../../language/words";
import { PAYABLE } from "../devices";
import { answered, ME, Refused, useApi, useAsked, type Api, type Schemas } from "../api";
import { money } from "../money";
import { payableOf } from "../payments";
import { PayDialog } from "./PayDialog";

const DAY = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });
const WHEN = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

const STATUS: Readonly<Record<string, string>> = {
  service_not_added: t("No tariff"),
  not_activated: t("Not activated"),
  active: t("Active"),
  on_pause: t("Paused"),
  only_live: t("Live viewing only"),
  deactivated: t("Deactivated"),
};

/** What is not there for this kind of user is not shown. */
async function ifThere<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (failure) {
    if (failure instanceof Refused && failure.status === 404) {
      return undefined;
    }
    throw failure;
  }
}

async function everything(api: Api) {
  const params = { path: ME };
  const [service, plans, ledger, transactions, tariffs] = await Promise.all([
    ifThere(answered(api.GET("/api/v1/users/{id}/service", { params }))),
    ifThere(answered(api.GET("/api/v1/users/{id}/tariff-plans", { params }))),
    ifThere(answered(api.GET("/api/v1/users/{id}/ledger", { params }))),
    ifThere(answered(api.GET("/api/v1/users/{id}/transactions", { params }))),
    ifThere(answered(api.GET("/api/v1/users/{id}/device-tariffs", { params }))),
  ]);
  return { service, plans, ledger, transactions, tariffs };
}

/** The tariff of the user with what may be chosen, and the balance with what has moved it; each where the user has it. */
export function TariffsPage({ view, me }: { readonly view: View; readonly me: Schemas["Me"] | undefined }) {
  const { data, fault, again } = useAsked(everything);
  return (
    <>
      <h2 tabIndex={-1}>{t("Tariffs and balance")}</h2>
      {fault === undefined ? null : (
        <p className="fault" role="alert">
          {fault.message}
        </p>
      )}
      {data?.service === undefined ? null : <Service service={data.service} plans={data.plans?.items ?? []} again={again} />}
      {data?.ledger === undefined ? null : (
        <>
          <section aria-label={t("Balance")}>
            <h3>{t("Balance")}</h3>
            <p className="balance">{money(data.ledger.balance, data.ledger.currency)}</p>
            {data.ledger.devices.length === 0 ? null : (
              <ul className="cards">
                {data.ledger.devices.map(({ device, name, tariff, paidUpTo, expired }) => (
                  <li key={device} className="card">
                    <h4>{name ?? device}</h4>
                    <p className="more">
                      {tariff.name} · {expired ? t("Not paid for since") : t("Paid until")} {DAY.format(new Date(paidUpTo))}
                    </p>
                  </li>
                ))}
              </ul>
            )}
          </section>
          <Transactions items={data.transactions?.items ?? []} />
          <DeviceTariffs tariffs={data.tariffs?.items ?? []} ledger={data.ledger} view={view} user={me?.id ?? ""} again={again} />
        </>
      )}
      {data !== undefined && data.service === undefined && data.ledger === undefined ? (
        <p>{t("Your tariff is with your operator, who has told Sightline of no balance of its own.")}</p>
      ) : null}
    </>
  );
}

interface ServiceProps {
  readonly service: Schemas["Service"];
  readonly plans: readonly Schemas["TariffPlan"][];
  readonly again: () => void;
}

function Service({ service, plans, again }: ServiceProps) {
  const api = useApi();
  const [said, setSaid] = useState("");
  const change = (planId: string, title: string): void => {
    answered(api.POST("/api/v1/users/{id}/service/change", { params: { path: ME }, body: { planId } })).then(
      () => {
        setSaid(t("The tariff is {title} now.", { title }));
        again();
      },
      (failure: unknown) => {
        setSaid(failure instanceof Error ? failure.message : String(failure));
      },
    );
  };
  return (
    <section aria-label={t("Tariff")}>
      <h3>{t("Tariff")}</h3>
      <p>
        <strong>{service.plan?.name ?? STATUS[service.status]}</strong>
        {service.plan === undefined ? "" : ` · ${STATUS[service.status] ?? ""}`}
        {service.endDate === undefined ? "" : t(" · until {when}", { when: DAY.format(new Date(service.endDate)) })}
      </p>
      <p role="status">{said}</p>
      <ul className="cards">
        {plans.map(({ id, title, description, price, months }) => (
          <li key={id} className="card">
            <h4>{title}</h4>
            <p className="more">
              {t("{price} for {months, plural, one {a month} other {# months}}", { price: money(price.minor, price.currency), months })}
            </p>
            <p>{description}</p>
            {service.plan?.id === id || service.status !== "active" ? null : (
              <p className="actions">
                <button
                  type="button"
                  aria-label={t("Change to {title}", { title })}
                  onClick={() => {
                    change(id, title);
                  }}
                >
                  {t("Change to it")}
                </button>
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface DeviceTariffsProps {
  readonly tariffs: readonly Schemas["DeviceTariffRow"][];
  readonly ledger: Schemas["Ledger"];
  readonly view: View;
  readonly user: string;
  readonly again: () => void;
}

function DeviceTariffs({ tariffs, ledger, view, user, again }: DeviceTariffsProps) {
  const [open, setOpen] = useState<Schemas["DeviceTariffRow"]>();
  const [said, setSaid] = useState("");
  return tariffs.length === 0 ? null : (
    <section aria-label={t("Tariffs for devices")}>
      <h3>{t("Tariffs for devices")}</h3>
      <p className="said" role="status">
        {said}
      </p>
      <ul className="cards">
        {tariffs.map((tariff) => {
          const { id, name, device, monthly, year, creditDays, currency } = tariff;
          const devices = payableOf(view, user, device);
          return (
            <li key={id} className="card">
              <h4>{name}</h4>
              <p className="more">
                {t("For a {device} · {monthly} a month · {yearly} a year", { device: PAYABLE[device], monthly: money(monthly, currency), yearly: money(year, currency) })}
                {creditDays === 0 ? "" : t(" · works on for {days, plural, one {a day} other {# days}} unpaid", { days: creditDays })}
              </p>
              <p className="actions">
                {devices.length === 0 ? (
                  <span className="hint">{t("You have no {device} of your own to pay for.", { device: PAYABLE[device] })}</span>
                ) : (
                  <button
                    type="button"
                    aria-label={t("Pay {name}", { name })}
                    onClick={() => {
                      setSaid("");
                      setOpen(tariff);
                    }}
                  >
                    {t("Pay")}
                  </button>
                )}
              </p>
            </li>
          );
        })}
      </ul>
      {open === undefined ? null : (
        <PayDialog
          tariff={open}
          devices={payableOf(view, user, open.device)}
          ledger={ledger}
          paid={(what) => {
            setSaid(what);
            again();
          }}
          close={() => {
            setOpen(undefined);
          }}
        />
      )}
    </section>
  );
}

function Transactions({ items }: { readonly items: readonly Schemas["Transaction"][] }) {
  return (
    <section aria-label={t("Transactions")}>
      <h3>{t("Transactions")}</h3>
      {items.length === 0 ? (
        <p>{t("There are none yet.")}</p>
      ) : (
        <div className="wide" tabIndex={0} role="region" aria-label={t("Transactions, a table")}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t("When")}</th>
                <th scope="col">{t("What")}</th>
                <th scope="col" className="number">
                  {t("Amount")}
                </th>
                <th scope="col" className="number">
                  {t("Balance")}
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map(({ id, at, type, amount, balanceAfter, currency, tariff, currentName, initialName }) => (
                <tr key={id}>
                  <td>{WHEN.format(new Date(at))}</td>
                  <td>{type === "receipt" ? t("Paid in") : [tariff?.name, currentName ?? initialName].filter(Boolean).join(", ")}</td>
                  <td className="number">{money(type === "receipt" ? amount : -amount, currency)}</td>
                  <td className="number">{money(balanceAfter, currency)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
