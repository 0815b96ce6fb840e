import { Card, Typography } from "@mui/material";
import { Title } from "react-admin";

import { t } from "../../language/words";
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
        [t("ID"), me.id],
        [t("Name"), own?.name],
        [t("Login"), own?.login],
        [t("Status"), <Status key="status" code={own?.status} />],
        [t("Created at"), <Moment key="created" at={own?.createdAt} />],
        [t("You see"), me.seesEverything ? t("Everything") : t("A part")],
        [t("You may"), me.scopes.join(", ")],
        [t("Password"), <To key="password" to="/password">{t("Change password")}</To>],
      ]}
    />
  );
}

/** Who one is, what one may do, and where one is signed in. */
export default function OwnProfile() {
  return (
    <>
      <Title title={t("Own profile")} />
      <Card sx={{ p: 2, mt: 1, mb: 2 }}>
        <Typography component="h1" variant="h6" sx={{ mb: 1 }}>
          {t("Own profile")}
        </Typography>
        <Async of={["me"]} read={() => whoAmI()} show={(me) => <Rights me={me} />} />
      </Card>
      <Card sx={{ p: { xs: 1, sm: 2 }, minWidth: 0 }}>
        <Typography component="h2" variant="h6">
          {t("Sessions")}
        </Typography>
        <Sessions
          resource="sessions"
          may
          title={t("End this session?")}
          effect={t("Whoever uses it is signed out, and no longer acts for any user.")}
          end={(session) => api.DELETE("/api/v1/sessions/{session}", { params: { path: { session } } })}
          none={t("You are signed in nowhere.")}
        />
      </Card>
    </>
  );
}
