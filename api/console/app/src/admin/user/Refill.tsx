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
        label: "Refill Balance",
        title: `Refill the balance of ${name}`,
        fields: [{ source: "amount", label: "Amount", required: true }],
        confirm: "Refill Balance",
        run: async ({ amount }, key) => {
          const { currency } = await got(api.GET("/api/v1/users/{id}/ledger", { params: { path: { id } } }));
          const minor = minorUnits(amount, currency);
          if (minor === undefined || minor === 0) {
            const message = `An amount in ${currency}, such as 12.50`;
            throw new ProblemError({ type: "about:blank", title: message, status: 422, code: "invalid", requestId: "", errors: [{ pointer: "/amount", code: "amount", message }] });
          }
          await api.POST("/api/v1/users/{id}/refills", { params: { path: { id }, header: { "Idempotency-Key": key } }, body: { amount: minor, currency } });
          return `${money(minor, currency)} added to the balance of ${name}`;
        },
      }}
    />
  );
}

/** What a row of the list offers. */
export function RowMoney(props: RefillProps) {
  return useMay("money:write") ? <Refill {...props} /> : null;
}
