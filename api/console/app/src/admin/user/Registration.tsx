import { Stack } from "@mui/material";

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
    heading: "Person or firm",
    fields: [
      { source: "email", label: "Email", kind: "mail", required: true },
      { source: "name", label: "Name", required: true },
      { source: "secondName", label: "Second name" },
      { source: "subscriberKind", label: "User Type", kind: "choice", choices: ["individual", "legal_entity"] },
      { source: "phone", label: "Phone" },
      { source: "preferredMap", label: "Preferred map", kind: "choice", choices: ["google", "yandex", "osm"], required: true },
      { source: "info", label: "Additional information", kind: "long" },
    ],
  },
  {
    heading: "Billing",
    fields: [
      { source: "taxpayerNumber", label: "UNP (payer's account number)" },
      { source: "legalAddress", label: "Legal address" },
      { source: "postalAddress", label: "Postal address" },
      { source: "bank", label: "Bank" },
      { source: "bankAccount", label: "Bank account" },
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
          label: "Send Activation Email",
          title: `Send ${user.login} a link?`,
          effect: "The link proves that the address is theirs. It is good for 48 hours, once, and only the latest.",
          confirm: "Send",
          run: async () => {
            await api.POST("/api/v1/users/{id}/activation-mails", { params: { path, header: { "Idempotency-Key": once() } } });
            return `Sent to ${user.login}`;
          },
        }}
      />
      {active ? (
        <ActionButton
          action={{
            label: "Deactivate User",
            title: `Deactivate ${name}?`,
            effect: "The user loses access at once.",
            danger: true,
            confirm: "Deactivate User",
            run: async () => {
              await api.DELETE("/api/v1/users/{id}/activation", { params: { path } });
              return `${name} is inactive`;
            },
          }}
        />
      ) : (
        <ActionButton
          action={{
            label: "Activate User",
            title: `Activate ${name}?`,
            effect: "The user gets access to the platform.",
            confirm: "Activate User",
            run: async () => {
              await api.POST("/api/v1/users/{id}/activation", { params: { path, header: { "Idempotency-Key": once() } } });
              return `${name} is active`;
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
                ["Balance", money(details.balance, details.currency)],
                ["Mail Verified", <Flag key="mail" on={details.mailVerified} />],
                ["Access", <Flag key="active" on={details.active} yes="Active" no="Inactive" />],
                ["User Type", worded(details.subscriberKind)],
                ["Registered", <Moment key="registered" at={details.registeredAt} />],
              ]}
            />
            {may && <Activation user={user} active={details.active} />}
          </>
        )}
      />
      <PartForm resource="users/{id}/registration" id={user.id} groups={REGISTRATION} readOnly={may ? undefined : "You may see users and not change them."} />
    </>
  );
}
