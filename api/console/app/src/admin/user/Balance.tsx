import { Box, Typography } from "@mui/material";
import { useState, type ReactNode } from "react";

import { t } from "../../language/words";
import type { Holder } from "../belongings/holder";
import { ActionButton } from "../kit/ActionButton";
import { Async } from "../kit/Async";
import { ListPage } from "../kit/ListPage";
import { Status } from "../kit/Show";
import { money } from "../kit/text";
import { Toggle } from "../kit/Toggle";
import { api, got, type Schemas } from "../plane/api";
import { useMay } from "../plane/rights";
import { Refill } from "./Refill";

type Row = Schemas["Transaction"];

/** The one movement that can be taken back: the latest that still counts. */
export function latest(rows: readonly Pick<Row, "id" | "cancelled" | "cancels">[]): string | undefined {
  return rows.find(({ cancelled, cancels }) => !cancelled && cancels === undefined)?.id;
}

/** Both of a pair that comes to nothing are struck through: what was taken back, and what took it back. */
function Struck({ row, children }: { readonly row: Pick<Row, "cancelled" | "cancels">; readonly children: ReactNode }) {
  return row.cancelled || row.cancels !== undefined ? <s>{children}</s> : <>{children}</>;
}

/** The balance with every movement and what it left. Refilling and taking back are the administrator's, also while connected. */
export function Balance({ holder }: { readonly holder: Holder }) {
  const may = useMay("money:write");
  const [all, setAll] = useState(false);
  return (
    <Async
      of={[`users/${holder.path}/ledger`, holder.userId, "last"]}
      read={async (signal) => {
        const params = { path: { id: holder.path } };
        const ledger = await got(api.GET("/api/v1/users/{id}/ledger", { params, signal }));
        const { items } = await got(api.GET("/api/v1/users/{id}/transactions", { params: { ...params, query: { limit: 1 } }, signal }));
        return { ledger, last: latest(items) };
      }}
      show={({ ledger, last }) => (
        <>
          <Typography variant="h6" component="h2">{t("Balance: {money}", { money: money(ledger.balance, ledger.currency) })}</Typography>
          {may && <Refill id={holder.userId} name={holder.name} />}
          <Box>
            <Toggle label={t("Show what was cancelled")} on={all} set={setAll} />
          </Box>
          <ListPage<Row>
            of={{
              resource: `users/${holder.path}/transactions`,
              title: t("Transactions"),
              within: true,
              sort: { field: "at", order: "DESC" },
              to: null,
              filter: all ? { cancelled: true } : {},
              columns: [
                { source: "at", label: t("When"), kind: "moment", sorts: true },
                { source: "type", label: t("Type"), render: (row) => <Struck row={row}><Status code={row.type} /></Struck> },
                { source: "tariff.name", label: t("Tariff") },
                { source: "device", label: t("Device"), render: ({ device, currentName, initialName }) => currentName ?? initialName ?? device },
                {
                  source: "amount",
                  label: t("Amount"),
                  kind: "number",
                  render: (row) => <Struck row={row}>{money(row.amount, row.currency)}</Struck>,
                },
                { source: "balanceAfter", label: t("Balance after"), kind: "number", render: ({ balanceAfter, currency }) => money(balanceAfter, currency) },
              ],
              rowActions: (row) =>
                may &&
                row.id === last && (
                  <ActionButton
                    action={{
                      label: t("Cancel"),
                      title: t("Cancel this transaction of {money}?", { money: money(row.amount, row.currency) }),
                      effect: t("It disappears from the list, and the balance is what it was before. Then the one before can be cancelled."),
                      danger: true,
                      confirm: t("Cancel transaction"),
                      run: async () => {
                        await api.DELETE("/api/v1/users/{id}/transactions/{transaction}", { params: { path: { id: holder.userId, transaction: row.id } } });
                        return t("Cancelled");
                      },
                    }}
                  />
                ),
              none: t("There are no transactions."),
            }}
          />
        </>
      )}
    />
  );
}
