import { Typography } from "@mui/material";

import { ActionButton } from "../kit/ActionButton";
import type { FieldGroup } from "../kit/CardForm";
import { PartForm } from "../kit/PartForm";
import { counted, worded } from "../kit/text";
import { api, once } from "../plane/api";
import { useMay } from "../plane/rights";
import type { User } from "./UserCard";

const PROFILE: readonly FieldGroup[] = [
  {
    heading: "Contact information",
    fields: [
      { source: "contact.firstName", label: "First name" },
      { source: "contact.lastName", label: "Last name" },
      { source: "contact.phone", label: "Phone" },
      { source: "contact.email", label: "Email", kind: "mail" },
    ],
  },
  {
    heading: "Billing information",
    fields: [
      { source: "billing.automatic", label: "Automatic billing", kind: "flag" },
      { source: "billing.taxIncluded", label: "Tax included", kind: "flag" },
      { source: "billing.plan", label: "Plan" },
    ],
  },
  {
    heading: "Company location",
    fields: [
      { source: "location.line1", label: "Address" },
      { source: "location.line2", label: "Address, second line" },
      { source: "location.city", label: "City" },
      { source: "location.region", label: "Region" },
      { source: "location.postcode", label: "Postcode" },
      { source: "location.country", label: "Country, two letters" },
    ],
  },
  {
    heading: "Default recording settings",
    fields: [
      { source: "recording.archiveDays", label: "Archive, days", kind: "number" },
      { source: "recording.mode", label: "Recording", kind: "choice", choices: ["continuous", "motion", "off"] },
    ],
  },
];

const AREAS = ["admin_portal", "video_sharing", "add_pnp_cameras", "archive", "camera_events", "analytics", "intercoms", "maps", "layouts", "marks", "ptz"] as const;

/** The account profile of a customer: who they are, what they record, which areas they have, and whether they are a customer still. */
export function Profile({ user }: { readonly user: User }) {
  const may = useMay("users:write");
  const readOnly = may ? undefined : "You may see users and not change them.";
  const name = user.name ?? user.login;
  const disabled = user.suspensions.includes("customer_disabled");
  return (
    <>
      <PartForm resource="users/{id}/profile" id={user.id} groups={PROFILE} readOnly={readOnly} />
      <Typography component="h2" variant="h6" sx={{ mt: 2 }}>
        Areas of the platform
      </Typography>
      <Typography variant="body2">What is off is taken from the customer and all sub users at once.</Typography>
      <PartForm resource="users/{id}/areas" id={user.id} groups={[{ fields: AREAS.map((area) => ({ source: area, label: worded(area), kind: "flag" as const })) }]} save="Save areas" readOnly={readOnly} />
      {may && (
        <>
          <ActionButton
            action={
              disabled
                ? {
                    label: "Enable customer",
                    title: `Enable ${name} again?`,
                    effect: "Everything is as it was before.",
                    confirm: "Enable",
                    run: async () => {
                      await api.DELETE("/api/v1/users/{id}/disablement", { params: { path: { id: user.id } } });
                      return `${name} is enabled`;
                    },
                  }
                : {
                    label: "Disable customer",
                    title: `Disable ${name} for a time?`,
                    effect: `The customer and ${counted(user.subUsers.length, "sub user", "sub users")} are signed out and see nothing until you enable them again. Nothing is lost.`,
                    danger: true,
                    confirm: "Disable",
                    run: async () => {
                      await api.POST("/api/v1/users/{id}/disablement", { params: { path: { id: user.id }, header: { "Idempotency-Key": once() } } });
                      return `${name} is disabled`;
                    },
                  }
            }
          />
          <ActionButton<{ login: string }>
            action={{
              label: "Delete customer for good",
              title: `Delete ${name} for good?`,
              effect: `The customer, ${counted(user.subUsers.length, "sub user", "sub users")} and what they own are erased, and nothing brings them back. Only a disabled customer can be deleted. Write the login ${user.login} to confirm.`,
              danger: true,
              disabled: !disabled,
              because: disabled ? undefined : "Disable the customer first",
              fields: [{ source: "login", label: "Login of the customer", required: true }],
              confirm: "Delete for good",
              run: async ({ login }) => {
                await api.POST("/api/v1/users/{id}/erasure", { params: { path: { id: user.id }, header: { "Idempotency-Key": once() } }, body: { login } });
                return `${name} is being erased`;
              },
            }}
          />
        </>
      )}
    </>
  );
}
