import { useNavigate } from "react-router";

import { t } from "../../language/words";
import { ActionButton } from "../kit/ActionButton";
import { api, once } from "../plane/api";
import type { User } from "./UserCard";

/** What can be done to a user; what billing alone may do is there, and says so. */
export function UserActions({ user }: { readonly user: User }) {
  const navigate = useNavigate();
  const name = user.name ?? user.login;
  const billing = user.origin === "billing";
  const ours = billing ? t("This is billing's to do") : undefined;
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
                label: t("Resume"),
                title: t("Lift the lock of {name}?", { name }),
                effect: t("What suspends the user besides stays."),
                confirm: t("Resume"),
                run: async () => {
                  await api.DELETE("/api/v1/users/{id}/suspension", { params: { path: { id: user.id } } });
                  return t("{name} is no longer locked", { name });
                },
              }
            : {
                label: t("Suspend"),
                title: t("Suspend {name}?", { name }),
                effect: t("{name} and {subUsers, plural, one {# sub user} other {# sub users}} see nothing any more, at once and on every environment, until you lift the lock.", { name, subUsers: user.subUsers.length }),
                danger: true,
                confirm: t("Suspend"),
                run: async () => {
                  await api.POST("/api/v1/users/{id}/suspension", { params });
                  return t("{name} is suspended", { name });
                },
              }
        }
      />
      <ActionButton<{ password: string }>
        action={{
          label: t("Set password"),
          title: t("Another password for {name}", { name }),
          effect: t("Every session begun under the earlier one ends."),
          disabled: billing,
          because: ours,
          fields: [
            { source: "password", label: t("Password"), kind: "password", required: true, passwordOf: user.origin === "portal" || user.origin === "platform" ? "customers" : "users", again: "passwordConfirmation" },
            { source: "passwordConfirmation", label: t("Password confirmation"), kind: "password", required: true, sameAs: "password" },
          ],
          confirm: t("Set password"),
          run: async (body) => {
            await api.PUT("/api/v1/users/{id}/password", { params: { path: { id: user.id } }, body });
            return t("The password was set");
          },
        }}
      />
      <ActionButton
        action={{
          label: t("Delete"),
          title: t("Delete {name}?", { name }),
          effect: t("{name} and {subUsers, plural, one {# sub user} other {# sub users}} lose all access for good. The login stays taken.", { name, subUsers: user.subUsers.length }),
          danger: true,
          disabled: billing,
          because: ours,
          confirm: t("Delete"),
          run: async () => {
            await api.DELETE("/api/v1/users/{id}", { params: { path: { id: user.id }, header: { "If-Match": user._etag ?? "*" } } });
            await navigate("/users");
            return t("{name} was deleted", { name });
          },
        }}
      />
    </>
  );
}
