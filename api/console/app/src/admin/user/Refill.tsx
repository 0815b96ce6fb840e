import { t } from "../../language/words";
import { ActionButton } from "../kit/ActionButton";
import { minorUnits, money } from "../kit/text";
import { api, got } from "../plane/api";
import { ProblemError } from "../plane/problem";
import { useMay } from "../plane/rights";

interface RefillProps {
  readonly id: string;
  readonly name: string;
}

/** Adds money to a user's balance, once however often it is sent. */
export function Refill({ id, name }: RefillProps) {
  return (
    <ActionButton<{ amount: string }>
      action={{
        label: t("Refill Balance"),
        title: t("Refill the balance of {name}", { name }),
        fields: [{ source: "amount", label: t("Amount"), required: true }],
        confirm: t("Refill Balance"),
        run: async ({ amount }, key) => {
          const { currency } = await got(api.GET("/api/v1/users/{id}/ledger", { params: { path: { id } } }));
          const minor = minorUnits(amount, currency);
          if (minor === undefined || minor === 0) {
            const message = t("An amount in {currency}, such as 12.50", { currency });
            throw new ProblemError({ type: "about:blank", title: message, status: 422, code: "invalid", requestId: "", errors: [{ pointer: "/amount", code: "amount", message }] });
          }
          await api.POST("/api/v1/users/{id}/refills", { params: { path: { id }, header: { "Idempotency-Key": key } }, body: { amount: minor, currency } });
          return t("{money} added to the balance of {name}", { money: money(minor, currency), name });
        },
      }}
    />
  );
}

/** What a row of the list offers. */
export function RowMoney(props: RefillProps) {
  return useMay("money:write") ? <Refill {...props} /> : null;
}
