import { Box } from "@mui/material";

import { t } from "../../language/words";
import { Details } from "../kit/Details";
import { KeyLink } from "../kit/KeyLink";
import { ListPage } from "../kit/ListPage";
import { Replay } from "../kit/Replay";
import { Facts, Moment, Status } from "../kit/Show";
import { worded } from "../kit/text";
import type { Schemas } from "../plane/api";

type Row = Schemas["LoggedRequest"];

const KEYS: Readonly<Record<string, string>> = { user: "U:", camera: "cam-", address: "A:", folder: "F:" };

/** What a request was about: a kind and an id, such as `user|u.42`. */
function Subject({ of }: { readonly of: string }) {
  const [kind = "", id = ""] = of.split("|");
  const key = KEYS[kind];
  return key === undefined || id === "" ? (
    <span>{of}</span>
  ) : (
    <>
      {worded(kind)} <KeyLink of={key + id} />
    </>
  );
}

function Payload({ row }: { readonly row: Row }) {
  return (
    <Details label={t("Payload")} title={worded(row.type)} name={t("Request {requestId}", { requestId: row.requestId })}>
      {() => (
        <>
          <Facts
            of={[
              [t("Request ID"), row.requestId],
              [t("Outcome"), <Status key="outcome" code={row.outcome} />],
              [t("Reason"), row.reason],
              [t("Received"), <Moment key="created" at={row.createdAt} />],
              [t("Settled"), <Moment key="settled" at={row.settledAt} />],
            ]}
          />
          <Replay of={row} />
          <Box component="pre" tabIndex={0} aria-label={t("Payload")} sx={{ overflow: "auto", fontSize: 13 }}>
            {JSON.stringify(row.request, null, 2)}
          </Box>
        </>
      )}
    </Details>
  );
}

/** What the operator's billing has sent, newest first. */
export default function SystemEvents() {
  return (
    <ListPage<Row>
      of={{
        resource: "billing/requests",
        title: t("System events"),
        to: null,
        columns: [
          { source: "requestId", label: t("ID") },
          { source: "type", label: t("Type"), render: ({ type }) => worded(type) },
          { source: "outcome", label: t("Outcome"), kind: "status" },
          { source: "subject", label: t("About"), render: ({ subject }) => (subject === undefined ? undefined : <Subject of={subject} />) },
          { source: "reason", label: t("Reason") },
          { source: "createdAt", label: t("Created at"), kind: "moment" },
        ],
        rowActions: (row) => <Payload row={row} />,
        none: t("Billing has sent nothing yet."),
      }}
    />
  );
}
