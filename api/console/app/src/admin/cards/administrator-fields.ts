import { t } from "../../language/words";
import type { Field } from "../kit/fields";
import type { FieldGroup } from "../kit/CardForm";

/** What an administrator may be allowed to do. */
export const SCOPES: readonly string[] = [
  "*",
  ...["billing", "users", "devices", "places", "messages", "sync", "keys", "acting", "administrators", "sessions", "plans", "services", "analytics", "money"].flatMap((area) => [`${area}:read`, `${area}:write`]),
  "administrators:reset",
  "audit:read",
  "metrics:read",
];

export const PERMISSIONS: Field = {
  source: "permissions",
  label: t("Permissions"),
  kind: "tags",
  choices: SCOPES,
  help: t("* is all there are and will be. Nobody gives more than they have"),
};

export const ADMINISTRATOR_FIELDS: readonly FieldGroup[] = [
  {
    heading: t("Administrator"),
    fields: [
      { source: "name", label: t("Name"), required: true },
      { source: "login", label: t("Login"), required: true },
      { source: "passwordLifetimeDays", label: t("A password is good for, days"), kind: "number" },
    ],
  },
  {
    heading: t("What they may"),
    fields: [{ source: "roles", label: t("Roles"), kind: "references", of: { resource: "roles", name: "name" } }, PERMISSIONS],
  },
  {
    heading: t("What they see"),
    fields: [
      { source: "sight.addresses", label: t("These addresses and all below"), kind: "references", of: { resource: "addresses", name: "name" }, help: t("Nothing here and below: everything") },
      { source: "sight.cameras", label: t("These cameras"), kind: "references", of: { resource: "cameras", name: "name" } },
      { source: "individualAccess", label: t("Only users whom the own circle made"), kind: "flag" },
    ],
  },
];
