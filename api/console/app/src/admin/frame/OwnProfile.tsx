import { Card, Typography } from "@mui/material";
import { Title } from "react-admin";

import { Async } from "../kit/Async";
import { Sessions } from "../kit/Sessions";
import { Facts, Moment, Status, To } from "../kit/Show";
import { api, type Schemas } from "../plane/api";
import { whoAmI } from "../plane/session";

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
        <Sessions
          resource="sessions"
          may
          title="End this session?"
          effect="Whoever uses it is signed out, and no longer acts for any user."
          end={(session) => api.DELETE("/api/v1/sessions/{session}", { params: { path: { session } } })}
          none="You are signed in nowhere."
        />
      </Card>
    </>
  );
}
