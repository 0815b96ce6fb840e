import { Box } from "@mui/material";

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
    <Details label="Payload" title={worded(row.type)} name={`Request ${row.requestId}`}>
      {() => (
        <>
          <Facts
            of={[
              ["Request ID", row.requestId],
              ["Outcome", <Status key="outcome" code={row.outcome} />],
              ["Reason", row.reason],
              ["Received", <Moment key="created" at={row.createdAt} />],
              ["Settled", <Moment key="settled" at={row.settledAt} />],
            ]}
          />
          <Replay of={row} />
          <Box component="pre" tabIndex={0} aria-label="Payload" sx={{ overflow: "auto", fontSize: 13 }}>
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
        title: "System events",
        to: null,
        columns: [
          { source: "requestId", label: "ID" },
          { source: "type", label: "Type", render: ({ type }) => worded(type) },
          { source: "outcome", label: "Outcome", kind: "status" },
          { source: "subject", label: "About", render: ({ subject }) => (subject === undefined ? undefined : <Subject of={subject} />) },
          { source: "reason", label: "Reason" },
          { source: "createdAt", label: "Created at", kind: "moment" },
        ],
        rowActions: (row) => <Payload row={row} />,
        none: "Billing has sent nothing yet.",
      }}
    />
  );
}
