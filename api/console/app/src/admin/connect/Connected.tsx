import DisconnectIcon from "@mui/icons-material/LinkOff";
import { Box, Button, Typography } from "@mui/material";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useNotify } from "react-admin";

import { t } from "../../language/words";
import { clock, useNow } from "../../time";
import { useTitle } from "../../title";
import { listen, over, useConnection, whom, type Connection } from "../plane/connection";
import { useDisconnect } from "./Connect";

const TICK_MS = 1_000;
/** How late the console may be to see that somebody else has ended it. */
const ASKED_MS = 10_000;

function Bar({ connection }: { readonly connection: Connection }) {
  const left = Date.parse(connection.expiresAt) - useNow(TICK_MS);
  const { busy, end } = useDisconnect();
  const { data } = useQuery({ queryKey: ["users/me", connection.id], queryFn: async () => (await whom()) ?? null, refetchInterval: ASKED_MS });
  const login = data?.login ?? "…";
  useEffect(() => {
    if (left <= 0) {
      over();
    }
  }, [left]);
  useTitle(t("Connected to {login}", { login }));
  return (
    <Box component="aside" aria-label={t("Connected to a user")} sx={{ display: "flex", alignItems: "center", gap: 1, minWidth: 0, bgcolor: "#ffd08a", color: "#2b1a00", borderRadius: 2, px: 1, minHeight: 36 }}>
      <Box className="connected-sign" aria-hidden sx={{ flex: "none", width: 10, height: 10, borderRadius: "50%", bgcolor: "#9c1c12" }} />
      <Typography variant="body2" noWrap title={connection.reason} sx={{ fontWeight: 600, minWidth: 0 }}>
        {login}
      </Typography>
      <Typography variant="body2" noWrap sx={{ flex: "none", fontVariantNumeric: "tabular-nums" }}>
        {t("{clock} left", { clock: clock(left) })}
      </Typography>
      <Button size="small" color="inherit" startIcon={<DisconnectIcon />} disabled={busy} onClick={() => void end()} sx={{ flex: "none" }}>
        {t("Disconnect")}
      </Button>
    </Box>
  );
}

/** Says on every page for whom the administrator acts, and for how long still; with the button that ends it. */
export function Connected() {
  const connection = useConnection();
  return connection === undefined ? null : <Bar key={connection.id} connection={connection} />;
}

/** Forgets what was read of a user when the connection to the user ends, and says that it has. */
export function ConnectionWatch() {
  const queries = useQueryClient();
  const notify = useNotify();
  const id = useConnection()?.id;
  const was = useRef(id);
  useEffect(
    () =>
      listen(() => {
        queries.removeQueries({ predicate: ({ queryKey: [first] }) => typeof first === "string" && first.includes("users/me") });
      }),
    [queries],
  );
  useEffect(() => {
    if (was.current !== undefined && id === undefined) {
      notify(t("You are disconnected from the user"), { type: "info" });
    }
    was.current = id;
  }, [id, notify]);
  return null;
}
