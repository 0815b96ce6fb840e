import { Card, Typography } from "@mui/material";
import { Title } from "react-admin";

import { ActionButton } from "../kit/ActionButton";
import { Async } from "../kit/Async";
import { ListPage } from "../kit/ListPage";
import { Facts, Flag, Moment, Status, To } from "../kit/Show";
import { api, type Schemas } from "../plane/api";
import { whoAmI } from "../plane/session";

/** Where the administrator is signed in, and the end of each but this one. */
function OwnSessions() {
  return (
    <ListPage<Schemas["Session"]>
      of={{
        resource: "sessions",
        title: "Sessions",
        within: true,
        sort: { field: "createdAt", order: "DESC" },
        to: null,
        columns: [
          { source: "createdAt", label: "Signed in", kind: "moment", sorts: true },
          { source: "seenAt", label: "Seen", kind: "moment" },
          { source: "expiresAt", label: "Ends at the latest", kind: "moment" },
          { source: "address", label: "From" },
          { source: "userAgent", label: "Browser", render: ({ userAgent }) => <span style={{ overflowWrap: "anywhere" }}>{userAgent}</span> },
          { source: "current", label: "This one", render: ({ current }) => <Flag on={current} /> },
        ],
        rowActions: (row) => (
          <ActionButton
            action={{
              label: "End",
              title: "End this session?",
              effect: "Whoever uses it is signed out, and no longer acts for any user.",
              danger: true,
              disabled: row.current,
              because: row.current ? "It is the one you use. Sign out instead" : undefined,
              confirm: "End",
              run: async () => {
                await api.DELETE("/api/v1/sessions/{session}", { params: { path: { session: row.id } } });
                return "Ended";
              },
            }}
          />
        ),
        none: "You are signed in nowhere.",
      }}
    />
  );
}

function Rights({ me }: { readonly me: Schemas["Me"] }) {
  const own = typeof me.administrator === "object" ? me.administrator : undefined;
  return (
    <Facts
      of={[
        ["ID", me.id],
        ["Name", own?.name],
        ["Login", own?.login],
        ["Status", <Status key="status" code={own?.status} />],
        ["Created at", <Moment key="created" at={own?.createdAt} />],
        ["You see", me.seesEverything ? "Everything" : "A part"],
        ["You may", me.scopes.join(", ")],
        ["Password", <To key="password" to="/password">Change password</To>],
      ]}
    />
  );
}

/** Who one is, what one may do, and where one is signed in. */
export default function OwnProfile() {
  return (
    <>
      <Title title="Own profile" />
      <Card sx={{ p: 2, mt: 1, mb: 2 }}>
        <Typography component="h1" variant="h6" sx={{ mb: 1 }}>
          Own profile
        </Typography>
        <Async of={["me"]} read={() => whoAmI()} show={(me) => <Rights me={me} />} />
      </Card>
      <Card sx={{ p: { xs: 1, sm: 2 }, minWidth: 0 }}>
        <Typography component="h2" variant="h6">
          Sessions
        </Typography>
        <OwnSessions />
      </Card>
    </>
  );
}
