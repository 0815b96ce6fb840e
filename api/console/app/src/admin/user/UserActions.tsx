import { useNavigate } from "react-router";

import { ActionButton } from "../kit/ActionButton";
import { counted } from "../kit/text";
import { api, once } from "../plane/api";
import type { User } from "./UserCard";

/** What can be done to a user; what billing alone may do is there, and says so. */
export function UserActions({ user }: { readonly user: User }) {
  const navigate = useNavigate();
  const name = user.name ?? user.login;
  const billing = user.origin === "billing";
  const ours = billing ? "This is billing's to do" : undefined;
  const locked = user.suspensions.includes("admin_disabled");
  const params = { path: { id: user.id }, header: { "Idempotency-Key": once() } };
  if (user.status === "ended" || user.parent !== undefined) {
    return null;
  }
  return (
    <>
      <ActionButton
        action={
          locked
            ? {
                label: "Resume",
                title: `Lift the lock of ${name}?`,
                effect: "What suspends the user besides stays.",
                confirm: "Resume",
                run: async () => {
                  await api.DELETE("/api/v1/users/{id}/suspension", { params: { path: { id: user.id } } });
                  return `${name} is no longer locked`;
                },
              }
            : {
                label: "Suspend",
                title: `Suspend ${name}?`,
                effect: `${name} and ${counted(user.subUsers.length, "sub user", "sub users")} see nothing any more, at once and on every environment, until you lift the lock.`,
                danger: true,
                confirm: "Suspend",
                run: async () => {
                  await api.POST("/api/v1/users/{id}/suspension", { params });
                  return `${name} is suspended`;
                },
              }
        }
      />
      <ActionButton<{ password: string }>
        action={{
          label: "Set password",
          title: `Another password for ${name}`,
          effect: "Every session begun under the earlier one ends.",
          disabled: billing,
          because: ours,
          fields: [
            { source: "password", label: "Password", kind: "password", required: true, passwordOf: user.origin === "portal" || user.origin === "platform" ? "customers" : "users", again: "passwordConfirmation" },
            { source: "passwordConfirmation", label: "Password confirmation", kind: "password", required: true, sameAs: "password" },
          ],
          confirm: "Set password",
          run: async (body) => {
            await api.PUT("/api/v1/users/{id}/password", { params: { path: { id: user.id } }, body });
            return "The password was set";
          },
        }}
      />
      <ActionButton
        action={{
          label: "Delete",
          title: `Delete ${name}?`,
          effect: `${name} and ${counted(user.subUsers.length, "sub user", "sub users")} lose all access for good. The login stays taken.`,
          danger: true,
          disabled: billing,
          because: ours,
          confirm: "Delete",
          run: async () => {
            await api.DELETE("/api/v1/users/{id}", { params: { path: { id: user.id }, header: { "If-Match": user._etag ?? "*" } } });
            await navigate("/users");
            return `${name} was deleted`;
          },
        }}
      />
    </>
  );
}
