import { Stack } from "@mui/material";

import { t } from "../../language/words";
import { ActionButton } from "../kit/ActionButton";
import { Async } from "../kit/Async";
import type { FieldGroup } from "../kit/CardForm";
import { PartForm } from "../kit/PartForm";
import { Facts, Flag, Moment } from "../kit/Show";
import { money, worded } from "../kit/text";
import { api, got, once } from "../plane/api";
import { useMay } from "../plane/rights";
import type { User } from "./UserCard";

/** What a platform user fills in when registering. */
export const REGISTRATION: readonly FieldGroup[] = [
  {
    heading: t("Person or firm"),
    fields: [
      { source: "email", label: t("Email"), kind: "mail", required: true },
      { source: "name", label: t("Name"), required: true },
      { source: "secondName", label: t("Second name") },
      { source: "subscriberKind", label: t("User Type"), kind: "choice", choices: ["individual", "legal_entity"] },
      { source: "phone", label: t("Phone") },
      { source: "preferredMap", label: t("Preferred map"), kind: "choice", choices: ["google", "yandex", "osm"], required: true },
      { source: "info", label: t("Additional information"), kind: "long" },
    ],
  },
  {
    heading: t("Billing"),
    fields: [
      { source: "taxpayerNumber", label: t("UNP (payer's account number)") },
      { source: "legalAddress", label: t("Legal address") },
      { source: "postalAddress", label: t("Postal address") },
      { source: "bank", label: t("Bank") },
      { source: "bankAccount", label: t("Bank account") },
    ],
  },
];

function Activation({ user, active }: { readonly user: User; readonly active: boolean }) {
  const path = { id: user.id };
  const name = user.name ?? user.login;
  return (
    <Stack direction="row" sx={{ flexWrap: "wrap", gap: 1, my: 1 }}>
      <ActionButton
        action={{
          label: t("Send Activation Email"),
          title: t("Send {login} a link?", { login: user.login }),
          effect: t("The link proves that the address is theirs. It is good for 48 hours, once, and only the latest."),
          confirm: t("Send"),
          run: async () => {
            await api.POST("/api/v1/users/{id}/activation-mails", { params: { path, header: { "Idempotency-Key": once() } } });
            return t("Sent to {login}", { login: user.login });
          },
        }}
      />
      {active ? (
        <ActionButton
          action={{
            label: t("Deactivate User"),
            title: t("Deactivate {name}?", { name }),
            effect: t("The user loses access at once."),
            danger: true,
            confirm: t("Deactivate User"),
            run: async () => {
              await api.DELETE("/api/v1/users/{id}/activation", { params: { path } });
              return t("{name} is inactive", { name });
            },
          }}
        />
      ) : (
        <ActionButton
          action={{
            label: t("Activate User"),
            title: t("Activate {name}?", { name }),
            effect: t("The user gets access to the platform."),
            confirm: t("Activate User"),
            run: async () => {
              await api.POST("/api/v1/users/{id}/activation", { params: { path, header: { "Idempotency-Key": once() } } });
              return t("{name} is active", { name });
            },
          }}
        />
      )}
    </Stack>
  );
}

/** The details of a platform user, with what activates it, and the form to change them. */
export function Registration({ user }: { readonly user: User }) {
  const may = useMay("users:write");
  return (
    <>
      <Async
        of={["registration", user.id, user._etag]}
        read={(signal) => got(api.GET("/api/v1/users/{id}/registration", { params: { path: { id: user.id } }, signal }))}
        show={(details) => (
          <>
            <Facts
              of={[
                [t("Balance"), money(details.balance, details.currency)],
                [t("Mail Verified"), <Flag key="mail" on={details.mailVerified} />],
                [t("Access"), <Flag key="active" on={details.active} yes={t("Active")} no={t("Inactive")} />],
                [t("User Type"), worded(details.subscriberKind)],
                [t("Registered"), <Moment key="registered" at={details.registeredAt} />],
              ]}
            />
            {may && <Activation user={user} active={details.active} />}
          </>
        )}
      />
      <PartForm resource="users/{id}/registration" id={user.id} groups={REGISTRATION} readOnly={may ? undefined : t("You may see users and not change them.")} />
    </>
  );
}
