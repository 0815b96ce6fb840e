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
  label: "Permissions",
  kind: "tags",
  choices: SCOPES,
  help: "* is all there are and will be. Nobody gives more than they have",
};

export const ADMINISTRATOR_FIELDS: readonly FieldGroup[] = [
  {
    heading: "Administrator",
    fields: [
      { source: "name", label: "Name", required: true },
      { source: "login", label: "Login", required: true },
      { source: "passwordLifetimeDays", label: "A password is good for, days", kind: "number" },
    ],
  },
  {
    heading: "What they may",
    fields: [{ source: "roles", label: "Roles", kind: "references", of: { resource: "roles", name: "name" } }, PERMISSIONS],
  },
  {
    heading: "What they see",
    fields: [
      { source: "sight.addresses", label: "These addresses and all below", kind: "references", of: { resource: "addresses", name: "name" }, help: "Nothing here and below: everything" },
      { source: "sight.cameras", label: "These cameras", kind: "references", of: { resource: "cameras", name: "name" } },
      { source: "individualAccess", label: "Only users whom the own circle made", kind: "flag" },
    ],
  },
];
