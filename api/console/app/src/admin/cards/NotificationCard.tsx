import { Typography } from "@mui/material";

import { CardPage } from "../kit/CardPage";
import { ListPage } from "../kit/ListPage";
import { Facts, Flag, Moment, Status } from "../kit/Show";
import { TakeBack } from "../lists/notifications";
import type { Schemas } from "../plane/api";
import type { Card } from "../plane/provider";

type Notification = Card<Schemas["Notification"]>;

export default function NotificationCard() {
  return (
    <CardPage<Notification>
      resource="notifications"
      base="/notifications"
      kind="Notification"
      name={({ title }) => title}
      header={({ severity, status, everybody, told, recipients, createdAt }) => (
        <Facts
          of={[
            ["Severity", <Status key="severity" code={severity} />],
            ["Status", <Status key="status" code={status} />],
            ["To everybody", <Flag key="everybody" on={everybody} />],
            ["Told", recipients === undefined ? told : `${told} of ${recipients}`],
            ["Created at", <Moment key="created" at={createdAt} />],
          ]}
        />
      )}
      actions={({ id, title }) => <TakeBack id={id} title={title} />}
      tabs={() => [
        { at: "", label: "Text", show: ({ text }) => <Typography sx={{ whiteSpace: "pre-wrap" }}>{text}</Typography> },
        {
          at: "recipients",
          label: "Recipients",
          show: ({ id }) => (
            <ListPage<Schemas["Recipient"]>
              of={{
                resource: `notifications/${id}/recipients`,
                title: "Recipients",
                within: true,
                sort: { field: "id", order: "ASC" },
                to: ({ user }) => `/users/${user}`,
                columns: [
                  { source: "login", label: "Login" },
                  { source: "name", label: "Name" },
                  { source: "receivedAt", label: "Received", kind: "moment" },
                  { source: "readAt", label: "Read", kind: "moment" },
                  { source: "deletedAt", label: "Deleted", kind: "moment" },
                ],
                none: "Nobody has been told yet.",
              }}
            />
          ),
        },
      ]}
    />
  );
}
