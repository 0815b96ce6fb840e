import ConnectIcon from "@mui/icons-material/Link";
import DisconnectIcon from "@mui/icons-material/LinkOff";
import { Button } from "@mui/material";
import { useState } from "react";
import { useNotify } from "react-admin";
import { useLocation, useNavigate } from "react-router";

import { t } from "../../language/words";
import { ActionButton } from "../kit/ActionButton";
import { api, got, once } from "../plane/api";
import { begun, current, disconnect, useConnection } from "../plane/connection";
import { told } from "../plane/problem";
import { useMay } from "../plane/rights";

/** Ends the connection, waits for the server, and leaves the pages of the user behind. */
export function useDisconnect(): { readonly busy: boolean; readonly end: () => Promise<void> } {
  const notify = useNotify();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const [busy, setBusy] = useState(false);
  return {
    busy,
    end: async () => {
      const user = current()?.userId ?? "";
      setBusy(true);
      try {
        await disconnect();
        if (pathname.startsWith("/connected/")) {
          await navigate(`/platform-users/${user}`);
        }
      } catch (error) {
        notify(t("You are still connected: {told}", { told: told(error) }), { type: "error" });
      } finally {
        setBusy(false);
      }
    },
  };
}

interface ConnectProps {
  readonly id: string;
  readonly name: string;
}

function Disconnect({ name }: { readonly name: string }) {
  const { busy, end } = useDisconnect();
  return (
    <Button size="small" color="error" startIcon={<DisconnectIcon />} aria-label={t("Disconnect {name}", { name })} disabled={busy} onClick={() => void end()}>
      {t("Disconnect")}
    </Button>
  );
}

/** Acts for a user within the console; for the one whom the administrator is connected to already, the end of that. */
export function Connect({ id, name }: ConnectProps) {
  const may = useMay("acting:write");
  const connection = useConnection();
  if (!may) {
    return null;
  }
  if (connection?.userId === id) {
    return <Disconnect name={name} />;
  }
  return (
    <ActionButton<{ reason: string; minutes: number }>
      action={{
        label: t("Connect"),
        icon: <ConnectIcon />,
        title: t("Connect to {name}", { name }),
        effect: [
          t("The sections of this user appear below your own in the menu of this tab. Beginning, end and everything between are recorded with your name and the reason."),
          ...(connection === undefined ? [] : [t("You are disconnected from the user you are connected to now.")]),
        ].join(" "),
        initial: { minutes: 30 },
        fields: [
          { source: "reason", label: t("Reason"), required: true, help: t("For whoever reads the audit") },
          { source: "minutes", label: t("For how many minutes, 30 at most"), kind: "number", required: true },
        ],
        confirm: t("Connect"),
        run: async ({ reason, minutes }) => {
          await disconnect();
          begun(
            await got(
              api.POST("/api/v1/users/{id}/acting", {
                params: { path: { id }, header: { "Idempotency-Key": once() } },
                body: { reason, purpose: "connect", minutes },
              }),
            ),
          );
          return t("Connected to {name}", { name });
        },
      }}
    />
  );
}
