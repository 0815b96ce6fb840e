import { Table, TableBody, TableCell, TableHead, TableRow, Typography } from "@mui/material";

import { t } from "../../language/words";
import type { Holder } from "../belongings/holder";
import { Async } from "../kit/Async";
import { KeyLink } from "../kit/KeyLink";
import { Moment, Status } from "../kit/Show";
import { money } from "../kit/text";
import { api, got } from "../plane/api";
import { Pay } from "./Pay";

/** The devices that a user pays for, until when each is paid, and the payment of another tariff or for longer. */
export function Payments({ holder }: { readonly holder: Holder }) {
  return (
    <Async
      of={[`users/${holder.path}/ledger`, holder.userId]}
      read={(signal) => got(api.GET("/api/v1/users/{id}/ledger", { params: { path: { id: holder.path } }, signal }))}
      show={({ balance, currency, devices }) => (
        <>
          <Typography variant="h6" component="h2" sx={{ mb: 1 }}>{t("Balance: {money}", { money: money(balance, currency) })}</Typography>
          {holder.may && <Pay holder={holder} />}
          {devices.length === 0 ? (
            <Typography sx={{ mt: 2 }}>{t("No device is paid for.")}</Typography>
          ) : (
            <Table size="small" aria-label={t("Paid devices")} sx={{ mt: 2 }}>
              <TableHead>
                <TableRow>
                  <TableCell>{t("Device")}</TableCell>
                  <TableCell>{t("Tariff")}</TableCell>
                  <TableCell>{t("Paid up to")}</TableCell>
                  <TableCell>{t("Served until")}</TableCell>
                  <TableCell>{t("Now")}</TableCell>
                </TableRow>
              </TableHead>
              <TableBody>
                {devices.map(({ device, name, tariff, paidUpTo, servedUntil, expired }) => (
                  <TableRow key={device}>
                    <TableCell component="th" scope="row">
                      {name ?? <KeyLink of={device} />}
                    </TableCell>
                    <TableCell>{tariff.name}</TableCell>
                    <TableCell>
                      <Moment at={paidUpTo} />
                    </TableCell>
                    <TableCell>
                      <Moment at={servedUntil} />
                    </TableCell>
                    <TableCell>
                      <Status code={expired ? "locked" : "active"} />
                    </TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          )}
        </>
      )}
    />
  );
}
