import LoginIcon from "@mui/icons-material/Login";

import { t } from "../../language/words";
import { ActionButton } from "../kit/ActionButton";
import { api, got, once } from "../plane/api";
import type { User } from "./UserCard";

/** Opens the web client in a new tab under the user. The administrator's own session stays as it is. */
export function LoginAsUser({ user }: { readonly user: User }) {
  const name = user.name ?? user.login;
  return (
    <ActionButton<{ reason: string; minutes: number }>
      action={{
        label: t("Login as User"),
        icon: <LoginIcon />,
        title: t("Login as {name}", { name }),
        effect: t("Opens the web client in a new tab as this user. Beginning, end and everything between are recorded with your name and the reason."),
        initial: { minutes: 30 },
        fields: [
          { source: "reason", label: t("Reason"), required: true },
          { source: "minutes", label: t("For how many minutes, 30 at most"), kind: "number", required: true },
        ],
        confirm: t("Login as User"),
        run: async ({ reason, minutes }) => {
          // Opened while the click is fresh, so that no browser takes it for an advertisement.
          const tab = window.open("about:blank", "_blank");
          try {
            const { token } = await got(
              api.POST("/api/v1/users/{id}/acting", {
                params: { path: { id: user.id }, header: { "Idempotency-Key": once() } },
                body: { reason, purpose: "login_as", minutes },
              }),
            );
            // After the hash, it is sent to no server.
            const address = `/client/#acting=${token}`;
            if (tab === null) {
              window.location.assign(address);
            } else {
              tab.opener = null;
              tab.location.replace(new URL(address, window.location.origin));
            }
            return undefined;
          } catch (error) {
            tab?.close();
            throw error;
          }
        },
      }}
    />
  );
}
