import { Stack, Typography } from "@mui/material";

import { t } from "../../language/words";
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
  const choice = { source: "planId", label: t("Tariff plan"), kind: "reference", of: { resource: "tariff-plans", name: "title", filter: { attachable: true, for: user.id } }, required: true } as const;
  return (
    <Stack direction="row" sx={{ flexWrap: "wrap", gap: 1, mt: 2 }}>
      {none && (
        <ActionButton<{ planId: string }>
          action={{
            label: t("Attach tariff plan"),
            title: t("A tariff plan for {name}", { name }),
            fields: [choice],
            confirm: t("Attach"),
            run: async ({ planId }) => {
              await api.PUT("/api/v1/users/{id}/service/plan", { params: { path }, body: { planId } });
              return t("Attached. It gives access once it is activated.");
            },
          }}
        />
      )}
      {(status === "not_activated" || status === "deactivated") && (
        <ActionButton
          action={{
            label: t("Activate"),
            title: t("Activate the plan of {name}?", { name }),
            effect: t("The user gets access at once."),
            confirm: t("Activate"),
            run: async () => {
              await api.POST("/api/v1/users/{id}/service/activation", { params: { path, header: header() } });
              return t("Activated");
            },
          }}
        />
      )}
      {!none && (
        <ActionButton<{ planId: string }>
          action={{
            label: t("Change plan"),
            title: t("Another plan for {name}", { name }),
            effect: t("It takes the place of the present one at once."),
            fields: [choice],
            confirm: t("Change"),
            run: async ({ planId }) => {
              await api.POST("/api/v1/users/{id}/service/change", { params: { path, header: header() }, body: { planId } });
              return t("Changed");
            },
          }}
        />
      )}
      {(status === "active" || status === "only_live") && (
        <ActionButton<{ days: string; paid: boolean }>
          action={{
            label: t("Pause"),
            title: t("Pause the service of {name}?", { name }),
            effect: t("The user sees nothing while it lasts. One pause a year costs nothing."),
            initial: { days: "10", paid: false },
            fields: [
              { source: "days", label: t("Days"), kind: "choice", choices: ["10", "20", "30"], required: true },
              { source: "paid", label: t("It is paid for"), kind: "flag" },
            ],
            confirm: t("Pause"),
            run: async ({ days, paid }) => {
              await api.POST("/api/v1/users/{id}/service/pause", { params: { path, header: header() }, body: { days: Number(days) as 10 | 20 | 30, paid } });
              return t("Paused");
            },
          }}
        />
      )}
      {status === "on_pause" && (
        <ActionButton
          action={{
            label: t("Resume"),
            title: t("Resume the service of {name}?", { name }),
            confirm: t("Resume"),
            run: async () => {
              await api.DELETE("/api/v1/users/{id}/service/pause", { params: { path } });
              return t("Resumed");
            },
          }}
        />
      )}
      {!none && (
        <>
          <ActionButton
            action={{
              label: t("Ask billing now"),
              title: t("Ask the operator's billing?"),
              effect: t("What it says against the user, or its silence, changes nothing now."),
              confirm: t("Ask"),
              run: async () => {
                const { operator } = await got(api.POST("/api/v1/users/{id}/service/sync", { params: { path, header: header() } }));
                return t("Billing says: {answer}", { answer: worded(operator.answer ?? "nothing").toLowerCase() });
              },
            }}
          />
          <ActionButton
            action={{
              label: t("Detach"),
              title: t("Take the plan of {name} away?", { name }),
              effect: t("The user loses all access at once."),
              danger: true,
              confirm: t("Detach"),
              run: async () => {
                await api.DELETE("/api/v1/users/{id}/service/plan", { params: { path } });
                return t("Detached");
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
          <Typography>{t("This user needs no tariff plan.")}</Typography>
        ) : (
          <>
            <Facts
              of={[
                [t("Status"), <Status key="status" code={service.status} />],
                [t("Tariff plan"), service.plan === undefined ? t("Service not added") : <To key="plan" to={`/tariff-plans/${service.plan.id}`}>{service.plan.name}</To>],
                [t("Months"), service.plan?.months],
                [t("Allows"), <Status key="allows" code={service.allows} />],
                [t("Ends"), service.endDate],
                [t("Paused until"), <Moment key="paused" at={service.pausedUntil} />],
                [t("Billing says"), service.operator.answer === undefined ? undefined : worded(service.operator.answer)],
                [t("Asked last"), <Moment key="asked" at={service.operator.answeredAt} />],
              ]}
            />
            {may && <Actions user={user} service={service} />}
          </>
        )
      }
    />
  );
}
