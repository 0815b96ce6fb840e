import { Autocomplete, Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, FormControl, FormControlLabel, FormLabel, MenuItem, Radio, RadioGroup, TextField, Typography } from "@mui/material";
import { useState } from "react";
import { useNotify, useRefresh } from "react-admin";

import { t } from "../../language/words";
import type { Holder } from "../belongings/holder";
import { Async } from "../kit/Async";
import { useAttempt } from "../kit/attempt";
import { Fault } from "../kit/Fault";
import { Facts } from "../kit/Show";
import { localTime, money } from "../kit/text";
import { api, got, once, type Schemas } from "../plane/api";
import { costOf, MONTHS, type Months } from "./prices";

type Tariff = Schemas["DeviceTariffRow"];
type Ledger = Schemas["Ledger"];

interface Device {
  /** As the ledger names it, such as `cam-7`. */
  readonly key: string;
  readonly name: string;
  readonly kind: Schemas["DeviceKind"];
}

interface Offer {
  readonly ledger: Ledger;
  readonly tariffs: readonly Tariff[];
  readonly devices: readonly Device[];
}

/** How many of each kind can be chosen among. */
const MOST = 200;
const MONTH_WORDS: Readonly<Record<Months, string>> = { 1: t("1 month"), 3: t("3 months"), 6: t("6 months"), 12: t("12 months") };

async function read(id: string, signal: AbortSignal): Promise<Offer> {
  const params = { path: { id } };
  const query = { limit: MOST };
  const [ledger, tariffs, cameras, trackers] = await Promise.all([
    got(api.GET("/api/v1/users/{id}/ledger", { params, signal })),
    got(api.GET("/api/v1/users/{id}/device-tariffs", { params: { ...params, query }, signal })),
    got(api.GET("/api/v1/users/{id}/cameras", { params: { ...params, query }, signal })),
    got(api.GET("/api/v1/users/{id}/trackers", { params: { ...params, query }, signal })),
  ]);
  return {
    ledger,
    tariffs: tariffs.items,
    devices: [
      ...cameras.items.map(({ id: camera, name, ownName }) => ({ key: `cam-${camera}`, name: ownName ?? name, kind: "camera" as const })),
      ...trackers.items.filter(({ access }) => access === "owner").map(({ id: tracker, name }) => ({ key: `trk-${tracker}`, name, kind: "tracker" as const })),
    ],
  };
}

interface TermsProps {
  readonly tariff: Tariff;
  readonly months: Months;
  readonly ledger: Ledger;
  readonly device: Device;
}

/** What a payment costs, what it gives, and what it leaves, before anything is paid. */
function Terms({ tariff, months, ledger, device }: TermsProps) {
  const { amount, saved, percent } = costOf(tariff, months);
  const paid = ledger.devices.find((one) => one.device === device.key);
  const goesOn = paid !== undefined && !paid.expired && paid.tariff.id === tariff.id;
  return (
    <Facts
      of={[
        [t("It costs"), money(amount, tariff.currency)],
        [t("Discount"), saved === 0 ? t("None") : `${money(saved, tariff.currency)} (${percent} %)`],
        [t("Credit days"), tariff.creditDays === 0 ? t("None") : t("{creditDays}: so many days the device works on when the paid time is over", { creditDays: tariff.creditDays })],
        [t("Begins"), goesOn ? localTime(paid.paidUpTo) : t("At once")],
        [t("Balance now"), money(ledger.balance, ledger.currency)],
        [t("Balance then"), amount > ledger.balance ? t("It does not suffice") : money(ledger.balance - amount, ledger.currency)],
      ]}
    />
  );
}

interface ChosenProps {
  readonly holder: Holder;
  readonly offer: Offer;
  readonly close: () => void;
}

function PayForm({ holder, offer: { ledger, tariffs, devices }, close }: ChosenProps) {
  const notify = useNotify();
  const refresh = useRefresh();
  const [key] = useState(once);
  const [device, setDevice] = useState<Device | null>(null);
  const [tariffId, setTariffId] = useState("");
  const [months, setMonths] = useState<Months>(1);
  const { busy, fault, attempt } = useAttempt();
  const fitting = tariffs.filter((tariff) => tariff.device === device?.kind);
  const tariff = fitting.find(({ id }) => id === tariffId);
  const enough = tariff !== undefined && costOf(tariff, months).amount <= ledger.balance;

  async function pay(): Promise<void> {
    if (device === null || tariff === undefined) {
      return;
    }
    await attempt(async () => {
      await api.POST("/api/v1/users/{id}/payments", {
        params: { path: { id: holder.path }, header: { "Idempotency-Key": key } },
        body: { device: device.key, tariffId: tariff.id, months },
      });
      notify(t("{tariff} is paid for {device}, for {time}", { tariff: tariff.name, device: device.name, time: MONTH_WORDS[months] }), { type: "success" });
      close();
      refresh();
    });
  }

  return (
    <>
      <DialogContent>
        <Fault says={fault} />
        <Autocomplete
          options={devices}
          value={device}
          getOptionLabel={({ name }) => name}
          getOptionKey={({ key: of }) => of}
          groupBy={({ kind }) => (kind === "camera" ? t("Cameras") : t("Trackers"))}
          isOptionEqualToValue={(one, other) => one.key === other.key}
          noOptionsText={t("The user has no such device")}
          onChange={(_, chosen) => {
            setDevice(chosen);
            setTariffId("");
          }}
          renderInput={(props) => <TextField {...props} label={t("Device")} required />}
        />
        {/* The choices follow the device. */}
        <TextField
          select
          label={t("Tariff")}
          required
          value={tariff === undefined ? "" : tariffId}
          disabled={device === null || fitting.length === 0}
          helperText={device !== null && fitting.length === 0 ? t("No tariff is offered for a {kind}", { kind: device.kind }) : undefined}
          onChange={({ target }) => {
            setTariffId(target.value);
          }}
        >
          {fitting.map(({ id, name, monthly, currency }) => (
            <MenuItem key={id} value={id}>{t("{name}, {money} a month", { name, money: money(monthly, currency) })}</MenuItem>
          ))}
        </TextField>
        {tariff !== undefined && device !== null && (
          <>
            <FormControl sx={{ my: 1 }}>
              <FormLabel id="paid-months">{t("For how long")}</FormLabel>
              <RadioGroup
                row
                aria-labelledby="paid-months"
                value={months}
                onChange={(_, chosen) => {
                  setMonths(Number(chosen) as Months);
                }}
              >
                {MONTHS.map((each) => {
                  const { amount, percent } = costOf(tariff, each);
                  return <FormControlLabel key={each} value={each} control={<Radio size="small" />} label={`${MONTH_WORDS[each]}, ${money(amount, tariff.currency)}${percent > 0 ? `, −${percent} %` : ""}`} />;
                })}
              </RadioGroup>
            </FormControl>
            <Box role="status">
              <Terms tariff={tariff} months={months} ledger={ledger} device={device} />
            </Box>
          </>
        )}
      </DialogContent>
      <DialogActions>
        {tariff !== undefined && !enough && <Typography variant="body2">{t("Refill the balance first")}</Typography>}
        <Button onClick={close} disabled={busy}>
          {t("Cancel")}
        </Button>
        <Button variant="contained" disabled={busy || !enough} onClick={() => void pay()}>
          {tariff === undefined ? t("Pay") : t("Pay {money}", { money: money(costOf(tariff, months).amount, tariff.currency) })}
        </Button>
      </DialogActions>
    </>
  );
}

/** Pays a tariff for one device from the balance of its user. */
export function Pay({ holder }: { readonly holder: Holder }) {
  const [open, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
  };
  return (
    <>
      <Button
        size="small"
        variant="contained"
        onClick={() => {
          setOpen(true);
        }}
      >
        {t("Pay a tariff")}
      </Button>
      {open && (
        <Dialog open onClose={close} fullWidth maxWidth="sm" aria-label={t("Pay a tariff for {name}", { name: holder.name })}>
          <DialogTitle>{t("Pay a tariff for {name}", { name: holder.name })}</DialogTitle>
          <Async of={[`users/${holder.path}/offer`, holder.userId]} read={(signal) => read(holder.path, signal)} show={(offer) => <PayForm holder={holder} offer={offer} close={close} />} />
        </Dialog>
      )}
    </>
  );
}
