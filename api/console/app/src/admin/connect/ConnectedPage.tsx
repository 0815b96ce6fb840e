import { Box, Button, Card, Typography } from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Title } from "react-admin";
import { useParams } from "react-router";

import { t } from "../../language/words";
import type { Holder } from "../belongings/holder";
import { MonitoringObjects } from "../belongings/MonitoringObjects";
import { OwnCameras } from "../belongings/OwnCameras";
import { Trackers } from "../belongings/Trackers";
import { To } from "../kit/Show";
import { Payments } from "../money/Payments";
import { Tariffs } from "../money/Tariffs";
import { useConnection, whom } from "../plane/connection";
import { Balance } from "../user/Balance";
import { Notices } from "../user/Notices";
import { UserCameras } from "../user/UserLists";
import { Feedback } from "./Feedback";
import { CONNECTED } from "./sections";

/** The user's own cameras, and besides all that the user can watch. */
function Cameras({ holder }: { readonly holder: Holder }) {
  const [all, setAll] = useState(false);
  return (
    <>
      <Button
        size="small"
        aria-pressed={all}
        onClick={() => {
          setAll(!all);
        }}
      >
        {all ? t("Show the user's own cameras") : t("Show all cameras the user can watch")}
      </Button>
      {all ? <UserCameras user={{ id: holder.path }} /> : <OwnCameras holder={holder} />}
    </>
  );
}

const PAGES: Readonly<Record<string, (holder: Holder) => ReactNode>> = {
  "monitoring-objects": (holder) => <MonitoringObjects holder={holder} />,
  trackers: (holder) => <Trackers holder={holder} />,
  cameras: (holder) => <Cameras holder={holder} />,
  balance: (holder) => <Balance holder={holder} />,
  payments: (holder) => <Payments holder={holder} />,
  tariffs: (holder) => <Tariffs holder={holder} />,
  feedback: (holder) => <Feedback holder={holder} />,
  notifications: (holder) => <Notices holder={holder} />,
};

/** A section of the user whom the administrator is connected to, read and changed as that user. */
export default function ConnectedPage() {
  const { section = "" } = useParams();
  const connection = useConnection();
  const { data } = useQuery({ queryKey: ["users/me", connection?.id], queryFn: async () => (await whom()) ?? null, enabled: connection !== undefined });
  const label = CONNECTED.find(({ at }) => at === section)?.label;
  const page = PAGES[section];
  if (connection === undefined || label === undefined || page === undefined) {
    return (
      <Card sx={{ p: 2, mt: 1 }}>
        <Title title={t("Connected user")} />
        <Typography component="h1" variant="h6">
          {connection === undefined ? t("You are connected to no user") : t("There is no such page")}
        </Typography>
        <Typography>
          {t("Connect to one in the list of")}{" "}<To to="/platform-users">{t("platform users")}</To>.
        </Typography>
      </Card>
    );
  }
  const login = data?.login ?? t("the user");
  const holder = { path: "me", userId: connection.userId, name: login, may: true };
  return (
    <Card key={`${connection.id} ${section}`} sx={{ p: { xs: 1, sm: 2 }, mt: 1, minWidth: 0 }}>
      <Title title={t("{label} of {login}", { label, login })} />
      <Typography component="h1" variant="h6" sx={{ overflowWrap: "anywhere" }}>{t("{label} of {login}", { label, login })}</Typography>
      <Box sx={{ overflowX: "auto", minWidth: 0 }}>{page(holder)}</Box>
    </Card>
  );
}
