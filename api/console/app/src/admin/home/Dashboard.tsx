import { Box, Card, Typography } from "@mui/material";
import type { ReactNode } from "react";
import { Title } from "react-admin";

import { t } from "../../language/words";
import { Async } from "../kit/Async";
import { Facts, Moment, Status, To } from "../kit/Show";
import { actor, numbered, worded } from "../kit/text";
import { api, got, type Schemas } from "../plane/api";
import { useRights } from "../plane/rights";
import { Nodes } from "./Nodes";

const EVERY_MS = 5_000;
const RECENT = 200;
const MINUTE_MS = 60_000;
const FAILED: ReadonlySet<string> = new Set(["rejected", "stopped"]);

/** How many of each, the most frequent first. */
export function tally(codes: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  codes.forEach((code) => counts.set(code, (counts.get(code) ?? 0) + 1));
  return [...counts].sort(([, one], [, other]) => other - one);
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Card component="section" aria-label={title} sx={{ p: 2, minWidth: 0 }}>
      <Typography component="h2" variant="h6" sx={{ mb: 1 }}>
        {title}
      </Typography>
      {children}
    </Card>
  );
}

function Billing() {
  return (
    <Part title={t("Billing requests")}>
      <Async
        of={["home", "billing"]}
        everyMs={EVERY_MS}
        read={(signal) => got(api.GET("/api/v1/billing/requests", { params: { query: { limit: RECENT } }, signal }))}
        show={({ items }) => (
          <>
            <Typography variant="body2" sx={{ mb: 1 }}>
              {t("Of the latest {items, plural, one {# request} other {# requests}}:", { items: items.length })} {tally(items.map(({ outcome }) => outcome)).map(([outcome, count]) => <span key={outcome}><Status code={outcome} /> {count} </span>)}
            </Typography>
            <Failed items={items.filter(({ outcome }) => FAILED.has(outcome))} />
            <To to="/billing/requests">{t("All system events")}</To>
          </>
        )}
      />
    </Part>
  );
}

/** Where a request is told in full: on the card of whom it was about, or in the list of all. */
function cardOf(subject: string | undefined): string {
  const user = subject?.startsWith("user|") === true ? subject.slice("user|".length) : "";
  return user === "" ? "/billing/requests" : `/users/${encodeURIComponent(user)}/billing-events`;
}

function Failed({ items }: { readonly items: readonly Schemas["LoggedRequest"][] }) {
  return items.length === 0 ? (
    <Typography variant="body2">{t("None of them failed.")}</Typography>
  ) : (
    <ul>
      {items.slice(0, 5).map(({ id, type, subject, reason, createdAt }) => (
        <li key={id}>
          <To to={cardOf(subject)}>{worded(type)}</To> {reason} <Moment at={createdAt} />
        </li>
      ))}
    </ul>
  );
}

function Changes() {
  return (
    <Part title={t("Changes")}>
      <Async
        of={["home", "audit"]}
        everyMs={EVERY_MS}
        read={(signal) => got(api.GET("/api/v1/audit", { params: { query: { limit: RECENT, from: new Date(Date.now() - 5 * MINUTE_MS).toISOString() } }, signal }))}
        show={({ items, nextCursor }) => (
          <Facts
            of={[
              [t("A minute, in the last five"), `${nextCursor === undefined ? "" : t("More than ")}${numbered(Math.round(items.length / 5))}`],
              [t("By"), tally(items.map((record) => actor(record.actor))).slice(0, 3).map(([who]) => who).join(", ")],
              [t("All of them"), <To key="audit" to="/audit">{t("Audit")}</To>],
            ]}
          />
        )}
      />
    </Part>
  );
}

function Counts({ title, list, read, filter }: { readonly title: string; readonly list: string; readonly filter: string; readonly read: (signal: AbortSignal) => Promise<{ total?: number; facets?: Schemas["Facets"] }> }) {
  return (
    <Part title={title}>
      <Async
        of={["home", list]}
        everyMs={EVERY_MS}
        read={read}
        show={({ total, facets }) => (
          <Facts
            of={[
              [t("All"), <To key="all" to={`/${list}`}>{numbered(total ?? 0)}</To>],
              ...(facets?.[filter] ?? []).map(({ code, count }) => [
                worded(code),
                <To key={code} to={`/${list}?filter=${encodeURIComponent(JSON.stringify({ [filter]: [code] }))}`}>{numbered(count)}</To>,
              ] as const),
            ]}
          />
        )}
      />
    </Part>
  );
}

/** How everything stands now, for those who may know it. */
export default function Dashboard() {
  const rights = useRights();
  const may = (scope: string) => rights?.scopes.has(scope) === true;
  const whole = rights?.seesEverything === true;
  return (
    <Box sx={{ pt: 1 }}>
      <Title title={"Sightline"} />
      <Typography component="h1" variant="h5" sx={{ mb: 2 }}>
        {t("Now")}
      </Typography>
      <Box sx={{ display: "grid", gap: 2, gridTemplateColumns: { xs: "minmax(0, 1fr)", md: "repeat(2, minmax(0, 1fr))" } }}>
        {whole && may("metrics:read") && (
          <Part title={t("Environments and propagation")}>
            <Nodes />
          </Part>
        )}
        {whole && may("billing:read") && <Billing />}
        {may("users:read") && (
          <Counts
            title={t("Users")}
            list="users"
            filter="status"
            read={(signal) => got(api.GET("/api/v1/users", { params: { query: { limit: 1, count: true, facets: "status" } }, signal }))}
          />
        )}
        {may("devices:read") && (
          <Counts
            title={t("Cameras")}
            list="cameras"
            filter="status"
            read={(signal) => got(api.GET("/api/v1/cameras", { params: { query: { limit: 1, count: true, facets: "status" } }, signal }))}
          />
        )}
        {whole && may("audit:read") && <Changes />}
      </Box>
    </Box>
  );
}
