import { Typography } from "@mui/material";

import { t } from "../../language/words";
import { ActionButton } from "../kit/ActionButton";
import type { FieldGroup } from "../kit/CardForm";
import { PartForm } from "../kit/PartForm";
import { worded } from "../kit/text";
import { api, once } from "../plane/api";
import { useMay } from "../plane/rights";
import type { User } from "./UserCard";

const PROFILE: readonly FieldGroup[] = [
  {
    heading: t("Contact information"),
    fields: [
      { source: "contact.firstName", label: t("First name") },
      { source: "contact.lastName", label: t("Last name") },
      { source: "contact.phone", label: t("Phone") },
      { source: "contact.email", label: t("Email"), kind: "mail" },
    ],
  },
  {
    heading: t("Billing information"),
    fields: [
      { source: "billing.automatic", label: t("Automatic billing"), kind: "flag" },
      { source: "billing.taxIncluded", label: t("Tax included"), kind: "flag" },
      { source: "billing.plan", label: t("Plan") },
    ],
  },
  {
    heading: t("Company location"),
    fields: [
      { source: "location.line1", label: t("Address") },
      { source: "location.line2", label: t("Address, second line") },
      { source: "location.city", label: t("City") },
      { source: "location.region", label: t("Region") },
      { source: "location.postcode", label: t("Postcode") },
      { source: "location.country", label: t("Country, two letters") },
    ],
  },
  {
    heading: t("Default recording settings"),
    fields: [
      { source: "recording.archiveDays", label: t("Archive, days"), kind: "number" },
      { source: "recording.mode", label: t("Recording"), kind: "choice", choices: ["continuous", "motion", "off"] },
    ],
  },
];

const AREAS = ["admin_portal", "video_sharing", "add_pnp_cameras", "archive", "camera_events", "analytics", "intercoms", "maps", "layouts", "marks", "ptz"] as const;

/** The account profile of a customer: who they are, what they record, which areas they have, and whether they are a customer still. */
export function Profile({ user }: { readonly user: User }) {
  const may = useMay("users:write");
  const readOnly = may ? undefined : t("You may see users and not change them.");
  const name = user.name ?? user.login;
  const disabled = user.suspensions.includes("customer_disabled");
  return (
    <>
      <PartForm resource="users/{id}/profile" id={user.id} groups={PROFILE} readOnly={readOnly} />
      <Typography component="h2" variant="h6" sx={{ mt: 2 }}>
        {t("Areas of the platform")}
      </Typography>
      <Typography variant="body2">{t("What is off is taken from the customer and all sub users at once.")}</Typography>
      <PartForm resource="users/{id}/areas" id={user.id} groups={[{ fields: AREAS.map((area) => ({ source: area, label: worded(area), kind: "flag" as const })) }]} save={t("Save areas")} readOnly={readOnly} />
      {may && (
        <>
          <ActionButton
            action={
              disabled
                ? {
                    label: t("Enable customer"),
                    title: t("Enable {name} again?", { name }),
                    effect: t("Everything is as it was before."),
                    confirm: t("Enable"),
                    run: async () => {
                      await api.DELETE("/api/v1/users/{id}/disablement", { params: { path: { id: user.id } } });
                      return t("{name} is enabled", { name });
                    },
                  }
                : {
                    label: t("Disable customer"),
                    title: t("Disable {name} for a time?", { name }),
                    effect: t("The customer and {subUsers, plural, one {# sub user} other {# sub users}} are signed out and see nothing until you enable them again. Nothing is lost.", { subUsers: user.subUsers.length }),
                    danger: true,
                    confirm: t("Disable"),
                    run: async () => {
                      await api.POST("/api/v1/users/{id}/disablement", { params: { path: { id: user.id }, header: { "Idempotency-Key": once() } } });
                      return t("{name} is disabled", { name });
                    },
                  }
            }
          />
          <ActionButton<{ login: string }>
            action={{
              label: t("Delete customer for good"),
              title: t("Delete {name} for good?", { name }),
              effect: t("The customer, {subUsers, plural, one {# sub user} other {# sub users}} and what they own are erased, and nothing brings them back. Only a disabled customer can be deleted. Write the login {login} to confirm.", { subUsers: user.subUsers.length, login: user.login }),
              danger: true,
              disabled: !disabled,
              because: disabled ? undefined : t("Disable the customer first"),
              fields: [{ source: "login", label: t("Login of the customer"), required: true }],
              confirm: t("Delete for good"),
              run: async ({ login }) => {
                await api.POST("/api/v1/users/{id}/erasure", { params: { path: { id: user.id }, header: { "Idempotency-Key": once() } }, body: { login } });
                return t("{name} is being erased", { name });
              },
            }}
          />
        </>
      )}
    </>
  );
}
