import { useNotify } from "react-admin";

import { t } from "../../language/words";
import { api, got, type Schemas } from "../plane/api";
import { ProblemError } from "../plane/problem";
import { useRights } from "../plane/rights";
import { ActionButton } from "./ActionButton";
import { worded } from "./text";

interface Came {
  readonly result: Schemas["BillingResult"];
  /** Why it had no effect again; empty when it had one. */
  readonly why: string;
}

/** Sends it. What is refused and recorded is an outcome too; what is not recorded is thrown. */
async function replayed(position: string, key: string): Promise<Came> {
  try {
    const result = await got(api.POST("/api/v1/billing/requests/{position}/replay", { params: { path: { position }, header: { "Idempotency-Key": key } } }));
    return { result, why: "" };
  } catch (error) {
    if (error instanceof ProblemError && error.problem.result !== undefined) {
      return { result: error.problem.result, why: error.problem.title };
    }
    throw error;
  }
}

interface ReplayProps {
  /** A request as the system log has it. */
  readonly of: { readonly id?: string; readonly replayable?: boolean; readonly requestId: string };
}

/** Sends a billing request that had no effect once more, for whoever may. */
export function Replay({ of: { id, replayable, requestId } }: ReplayProps) {
  const rights = useRights();
  const notify = useNotify();
  if (id === undefined || replayable !== true || rights?.seesEverything !== true || !rights.scopes.has("billing:write")) {
    return null;
  }
  return (
    <ActionButton
      action={{
        label: t("Replay"),
        title: t("Replay {requestId}?", { requestId }),
        effect: t("It is carried out now, as a request of its own, unless something newer has been applied since."),
        confirm: t("Replay"),
        run: async (_, key) => {
          const { result, why } = await replayed(id, key);
          if (why !== "") {
            notify(t("Replayed: {outcome}. {why}", { outcome: worded(result.outcome), why }), { type: "warning" });
            return undefined;
          }
          return result.outcome === "duplicate" ? t("It had been replayed before: {outcome}", { outcome: worded(result.first) }) : t("Replayed: {outcome}", { outcome: worded(result.outcome) });
        },
      }}
    />
  );
}
