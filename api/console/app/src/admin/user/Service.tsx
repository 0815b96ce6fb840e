import { Stack, Typography } from "@mui/material";

import { ActionButton } from "../kit/ActionButton";
import { Async } from "../kit/Async";
import { Facts, Moment, Status, To } from "../kit/Show";
import { worded } from "../kit/text";
import { api, got, once, type Schemas } from "../plane/api";
import { useMay } from "../plane/rights";
import { ProblemError } from "../plane/problem";
import type { User } from "./UserCard";

type State = Schemas["Service"];

/** What can be done to the service now; the rest waits, and says for what. */
function Actions({ user, service }: { readonly user: User; readonly service: State }) {
  const name = user.name ?? user.login;
  const path = { id: user.id };
  const header = () => ({ "Idempotency-Key": once() });
  const { status } = service;
  const none = status === "service_not_added";
  const choice = { source: "planId", label: "Tariff plan", kind: "reference", of: { resource: "tariff-plans", name: "title", filter: { attachable: true, for: user.id } }, required: true } as const;
  return (
    <Stack direction="row" sx={{ flexWrap: "wrap", gap: 1, mt: 2 }}>
      {none && (
        <ActionButton<{ planId: string }>
          action={{
            label: "Attach tariff plan",
            title: `A tariff plan for ${name}`,
            fields: [choice],
            confirm: "Attach",
            run: async ({ planId }) => {
              await api.PUT("/api/v1/users/{id}/service/plan", { params: { path }, body: { planId } });
              return "Attached. It gives access once it is activated.";
            },
          }}
        />
      )}
      {(status === "not_activated" || status === "deactivated") && (
        <ActionButton
          action={{
            label: "Activate",
            title: `Activate the plan of ${name}?`,
            effect: "The user gets access at once.",
            confirm: "Activate",
            run: async () => {
              await api.POST("/api/v1/users/{id}/service/activation", { params: { path, header: header() } });
              return "Activated";
            },
          }}
        />
      )}
      {!none && (
        <ActionButton<{ planId: string }>
          action={{
            label: "Change plan",
            title: `Another plan for ${name}`,
            effect: "It takes the place of the present one at once.",
            fields: [choice],
            confirm: "Change",
            run: async ({ planId }) => {
              await api.POST("/api/v1/users/{id}/service/change", { params: { path, header: header() }, body: { planId } });
              return "Changed";
            },
          }}
        />
      )}
      {(status === "active" || status === "only_live") && (
        <ActionButton<{ days: string; paid: boolean }>
          action={{
            label: "Pause",
            title: `Pause the service of ${name}?`,
            effect: "The user sees nothing while it lasts. One pause a year costs nothing.",
            initial: { days: "10", paid: false },
            fields: [
              { source: "days", label: "Days", kind: "choice", choices: ["10", "20", "30"], required: true },
              { source: "paid", label: "It is paid for", kind: "flag" },
            ],
            confirm: "Pause",
            run: async ({ days, paid }) => {
              await api.POST("/api/v1/users/{id}/service/pause", { params: { path, header: header() }, body: { days: Number(days) as 10 | 20 | 30, paid } });
              return "Paused";
            },
          }}
        />
      )}
      {status === "on_pause" && (
        <ActionButton
          action={{
            label: "Resume",
            title: `Resume the service of ${name}?`,
            confirm: "Resume",
            run: async () => {
              await api.DELETE("/api/v1/users/{id}/service/pause", { params: { path } });
              return "Resumed";
            },
          }}
        />
      )}
      {!none && (
        <>
          <ActionButton
            action={{
              label: "Ask billing now",
              title: "Ask the operator's billing?",
              effect: "What it says against the user, or its silence, changes nothing now.",
              confirm: "Ask",
              run: async () => {
                const { operator } = await got(api.POST("/api/v1/users/{id}/service/sync", { params: { path, header: header() } }));
                return `Billing says: ${worded(operator.answer ?? "nothing").toLowerCase()}`;
              },
            }}
          />
          <ActionButton
            action={{
              label: "Detach",
              title: `Take the plan of ${name} away?`,
              effect: "The user loses all access at once.",
              danger: true,
              confirm: "Detach",
              run: async () => {
                await api.DELETE("/api/v1/users/{id}/service/plan", { params: { path } });
                return "Detached";
              },
            }}
          />
        </>
      )}
    </Stack>
  );
}

/** The tab "Tariff plan" of a B2B user. */
export function Service({ user }: { readonly user: User }) {
  const may = useMay("services:write");
  return (
    <Async
      of={["service", user.id, user._etag]}
      read={async (signal) => {
        try {
          return await got(api.GET("/api/v1/users/{id}/service", { params: { path: { id: user.id } }, signal }));
        } catch (error) {
          if (error instanceof ProblemError && error.status === 404) {
            return "none" as const;
          }
          throw error;
        }
      }}
      show={(service) =>
        service === "none" ? (
          <Typography>This user needs no tariff plan.</Typography>
        ) : (
          <>
            <Facts
              of={[
                ["Status", <Status key="status" code={service.status} />],
                ["Tariff plan", service.plan === undefined ? "Service not added" : <To key="plan" to={`/tariff-plans/${service.plan.id}`}>{service.plan.name}</To>],
                ["Months", service.plan?.months],
                ["Allows", <Status key="allows" code={service.allows} />],
                ["Ends", service.endDate],
                ["Paused until", <Moment key="paused" at={service.pausedUntil} />],
                ["Billing says", service.operator.answer === undefined ? undefined : worded(service.operator.answer)],
                ["Asked last", <Moment key="asked" at={service.operator.answeredAt} />],
              ]}
            />
            {may && <Actions user={user} service={service} />}
          </>
        )
      }
    />
  );
}
