import { Box, Typography } from "@mui/material";

import { t } from "../../language/words";
import { CardForm, type FieldGroup } from "../kit/CardForm";
import { Facts, Flag, Moment } from "../kit/Show";
import { worded } from "../kit/text";
import { useMay } from "../plane/rights";
import type { User } from "./UserCard";

/** What an administrator may change of a user whom billing does not keep. */
function groups(user: User): readonly FieldGroup[] {
  const particulars =
    user.origin === "portal"
      ? [
          { source: "particulars.email", label: t("Email"), kind: "mail" as const },
          { source: "particulars.phone", label: t("Phone") },
          { source: "particulars.registrationAddress", label: t("Registration address") },
          { source: "particulars.taxpayerNumber", label: t("Taxpayer identification number") },
          { source: "particulars.notes", label: t("Notes"), kind: "long" as const },
          { source: "particulars.comment", label: t("Comment"), kind: "long" as const },
        ]
      : [];
  const temporary =
    user.origin === "temporary"
      ? [
          { source: "expiresAt", label: t("Expires"), kind: "moment" as const },
          { source: "ptzPriority", label: t("Priority when moving cameras, 1 to 100"), kind: "number" as const },
        ]
      : [];
  return [
    {
      heading: t("User credentials"),
      fields: [{ source: "login", label: t("Login"), disabled: user.origin === "portal", ...(user.origin === "portal" ? { help: t("The login can't be edited") } : {}) }],
    },
    {
      heading: t("Details"),
      fields: [{ source: "name", label: t("Name") }, { source: "contractNumber", label: t("Contract number") }, ...particulars, ...temporary],
    },
  ];
}

/** The tab "User": what billing keeps of a user is shown and not edited. */
export function UserTab({ user }: { readonly user: User }) {
  const may = useMay("users:write");
  const editable = user.origin === "portal" || user.origin === "temporary";
  const facts = (
    <Facts
      of={[
        [t("User ID"), user.id],
        [t("Name"), user.name],
        [t("Login"), user.login],
        [t("Created by"), worded(user.origin)],
        [t("Type"), worded(user.userType)],
        [t("Kind"), worded(user.subscriberKind)],
        [t("Contract number"), user.contractNumber],
        [t("ID at billing"), user.entityId],
        [t("Changes the own password"), <Flag key="password" on={user.canUpdatePassword} />],
        [t("Creation date"), <Moment key="created" at={user.createdAt} />],
        ...(user.expiresAt === undefined ? [] : [[t("Expires"), <Moment key="expires" at={user.expiresAt} />] as const]),
        ...Object.entries(user.billing).map(([name, value]) => [worded(name), value] as const),
        ...Object.entries(user.properties).map(([name, value]) => [worded(name), value] as const),
      ]}
    />
  );
  if (!editable || !may) {
    return (
      <Box>
        {user.origin === "billing" && (
          <Typography variant="body2" color="text.secondary" sx={{ mb: 2 }}>
            {t("The data comes from the customer's billing system and is not editable.")}
          </Typography>
        )}
        {facts}
      </Box>
    );
  }
  return <CardForm resource="users" record={user} groups={groups(user)} save={t("Update")} />;
}
