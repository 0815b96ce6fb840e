import { Typography } from "@mui/material";

import { t } from "../../language/words";
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
      kind={t("Notification")}
      name={({ title }) => title}
      header={({ severity, status, everybody, told, recipients, createdAt }) => (
        <Facts
          of={[
            [t("Severity"), <Status key="severity" code={severity} />],
            [t("Status"), <Status key="status" code={status} />],
            [t("To everybody"), <Flag key="everybody" on={everybody} />],
            [t("Told"), recipients === undefined ? told : t("{told} of {recipients}", { told, recipients })],
            [t("Created at"), <Moment key="created" at={createdAt} />],
          ]}
        />
      )}
      actions={({ id, title }) => <TakeBack id={id} title={title} />}
      tabs={() => [
        { at: "", label: t("Text"), show: ({ text }) => <Typography sx={{ whiteSpace: "pre-wrap" }}>{text}</Typography> },
        {
          at: "recipients",
          label: t("Recipients"),
          show: ({ id }) => (
            <ListPage<Schemas["Recipient"]>
              of={{
                resource: `notifications/${id}/recipients`,
                title: t("Recipients"),
                within: true,
                sort: { field: "id", order: "ASC" },
                to: ({ user }) => `/users/${user}`,
                columns: [
                  { source: "login", label: t("Login") },
                  { source: "name", label: t("Name") },
                  { source: "receivedAt", label: t("Received"), kind: "moment" },
                  { source: "readAt", label: t("Read"), kind: "moment" },
                  { source: "deletedAt", label: t("Deleted"), kind: "moment" },
                ],
                none: t("Nobody has been told yet."),
              }}
            />
          ),
        },
      ]}
    />
  );
}
