import { Box, Typography } from "@mui/material";

import { t } from "../../language/words";
import { Async } from "../kit/Async";
import { Details } from "../kit/Details";
import { KeyLink } from "../kit/KeyLink";
import { ListPage } from "../kit/ListPage";
import { Replay } from "../kit/Replay";
import { Facts, Moment, Status } from "../kit/Show";
import { BILLING_TYPES, worded } from "../kit/text";
import { api, got, type Schemas } from "../plane/api";
import type { User } from "./UserCard";

type Row = Schemas["BillingEvent"];

/** What the request said, what became of it and what it changed. */
function Payload({ user, row }: { readonly user: User; readonly row: Row }) {
  return (
    <Async
      of={["billing-event", user.id, row.requestId]}
      read={(signal) => got(api.GET("/api/v1/users/{id}/billing-events/{request}", { params: { path: { id: user.id, request: row.requestId } }, signal }))}
      show={(event) => (
        <>
          <Facts
            of={[
              [t("Request ID"), event.requestId],
              [t("Outcome"), <Status key="outcome" code={event.outcome} />],
              [t("Reason"), event.reason],
              [t("Occurred at"), <Moment key="occurred" at={event.occurredAt} />],
              [t("Received at"), <Moment key="created" at={event.createdAt} />],
            ]}
          />
          <Replay of={event} />
          <Typography component="h3" variant="subtitle1" sx={{ mt: 2 }}>
            {t("What it changed")}
          </Typography>
          {event.changes.length === 0 ? (
            <Typography variant="body2">{t("Nothing of this user.")}</Typography>
          ) : (
            <ul>
              {event.changes.map(({ what, subject }, i) => (
                <li key={i}>
                  {worded(what)} {subject !== undefined && <KeyLink of={subject} />}
                </li>
              ))}
            </ul>
          )}
          <Typography component="h3" variant="subtitle1" sx={{ mt: 2 }}>
            {t("What it said")}
          </Typography>
          <Box component="pre" tabIndex={0} aria-label={t("Payload")} sx={{ overflow: "auto", fontSize: 13, m: 0 }}>
            {event.request === undefined ? t("The system log does not hold it any more.") : JSON.stringify(event.request, null, 2)}
          </Box>
        </>
      )}
    />
  );
}

/** What billing has sent of a user. */
export function BillingEvents({ user }: { readonly user: User }) {
  return (
    <ListPage<Row>
      of={{
        resource: `users/${user.id}/billing-events`,
        title: t("Billing Events"),
        within: true,
        sort: { field: "createdAt", order: "DESC" },
        to: null,
        columns: [
          { source: "requestId", label: t("ID") },
          { source: "type", label: t("Type"), render: ({ type }) => worded(type) },
          { source: "outcome", label: t("Outcome"), kind: "status" },
          { source: "reason", label: t("Reason") },
          { source: "createdAt", label: t("Created at"), kind: "moment", sorts: true },
        ],
        filters: [
          { source: "type", label: t("Type"), kind: "choice", choices: BILLING_TYPES, always: true },
          { source: "outcome", label: t("Outcome"), kind: "choice", choices: ["applied", "no_op", "superseded", "rejected", "stopped", "kept"], always: true },
        ],
        rowActions: (row) => (
          <Details label={t("Payload")} title={worded(row.type)} name={t("Request {requestId}", { requestId: row.requestId })}>
            {() => <Payload user={user} row={row} />}
          </Details>
        ),
        none: t("Billing has sent nothing of this user."),
      }}
    />
  );
}
