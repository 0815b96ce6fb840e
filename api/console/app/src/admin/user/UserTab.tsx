import { Box, Typography } from "@mui/material";

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
          { source: "particulars.email", label: "Email", kind: "mail" as const },
          { source: "particulars.phone", label: "Phone" },
          { source: "particulars.registrationAddress", label: "Registration address" },
          { source: "particulars.taxpayerNumber", label: "Taxpayer identification number" },
          { source: "particulars.notes", label: "Notes", kind: "long" as const },
          { source: "particulars.comment", label: "Comment", kind: "long" as const },
        ]
      : [];
  const temporary =
    user.origin === "temporary"
      ? [
          { source: "expiresAt", label: "Expires", kind: "moment" as const },
          { source: "ptzPriority", label: "Priority when moving cameras, 1 to 100", kind: "number" as const },
        ]
      : [];
  return [
    {
      heading: "User credentials",
      fields: [{ source: "login", label: "Login", disabled: user.origin === "portal", ...(user.origin === "portal" ? { help: "The login can't be edited" } : {}) }],
    },
    {
      heading: "Details",
      fields: [{ source: "name", label: "Name" }, { source: "contractNumber", label: "Contract number" }, ...particulars, ...temporary],
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
        ["User ID", user.id],
        ["Name", user.name],
        ["Login", user.login],
        ["Created by", worded(user.origin)],
        ["Type", worded(user.userType)],
        ["Kind", worded(user.subscriberKind)],
        ["Contract number", user.contractNumber],
        ["ID at billing", user.entityId],
        ["Changes the own password", <Flag key="password" on={user.canUpdatePassword} />],
        ["Creation date", <Moment key="created" at={user.createdAt} />],
        ...(user.expiresAt === undefined ? [] : [["Expires", <Moment key="expires" at={user.expiresAt} />] as const]),
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
            The data comes from the customer's billing system and is not editable.
          </Typography>
        )}
        {facts}
      </Box>
    );
  }
  return <CardForm resource="users" record={user} groups={groups(user)} save="Update" />;
}
