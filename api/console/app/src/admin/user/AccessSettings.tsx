import { Box, Button, Checkbox, FormControlLabel, Typography } from "@mui/material";
import { useState } from "react";
import { useNotify, useRefresh } from "react-admin";

import { t } from "../../language/words";
import { Async } from "../kit/Async";
import { useAttempt } from "../kit/attempt";
import { Fault } from "../kit/Fault";
import { useGuard } from "../kit/Guard";
import { worded } from "../kit/text";
import { api, got, type Schemas } from "../plane/api";
import { useMay } from "../plane/rights";
import type { User } from "./UserCard";

type Row = Schemas["PermissionRow"];

function Form({ user, rows }: { readonly user: User; readonly rows: readonly Row[] }) {
  const may = useMay("users:write");
  const notify = useNotify();
  const refresh = useRefresh();
  const before = rows.filter(({ granted }) => granted).map(({ code }) => code);
  const [granted, setGranted] = useState<ReadonlySet<string>>(new Set(before));
  const { busy, fault, attempt } = useAttempt();
  const changed = granted.size !== before.length || before.some((code) => !granted.has(code));
  useGuard(changed && !busy);

  async function save(): Promise<void> {
    // What no form offers, such as codes of other makers' clients, stays as it is.
    const others = user.permissions.filter((code) => !rows.some((row) => row.code === code));
    const permissions = [...granted, ...others];
    await attempt(async () => {
      if (user.parent === undefined) {
        await api.PUT("/api/v1/users/{id}/permissions", { params: { path: { id: user.id } }, body: { permissions } });
      } else {
        await api.PATCH("/api/v1/users/{id}/sub-users/{sub}", {
          params: { path: { id: user.parent, sub: user.id }, header: { "If-Match": user._etag ?? "*" } },
          body: { permissions },
        });
      }
      notify(t("Access settings saved"), { type: "success" });
      refresh();
    });
  }

  return (
    <Box>
      <Fault says={fault} />
      <Box sx={{ columns: { sm: 2, lg: 3 }, columnGap: 4 }}>
        {[...new Set(rows.map(({ group }) => group))].map((group) => (
          <Box component="fieldset" key={group} sx={{ border: 0, p: 0, m: 0, mb: 2, breakInside: "avoid" }}>
            <Typography component="legend" variant="subtitle2">
              {worded(group)}
            </Typography>
            {rows
              .filter((row) => row.group === group)
              .map(({ code, name, offered, effective, level }) => {
                const has = granted.has(code);
                const note = has && before.includes(code) && !effective ? t(" (not in force)") : level === undefined ? "" : t(" (level {level})", { level });
                return (
                  <Box key={code}>
                    <FormControlLabel
                      label={name + note}
                      title={offered ? code : t("{code}: cannot be given now", { code })}
                      control={
                        <Checkbox
                          size="small"
                          checked={has}
                          disabled={!may || (!offered && !has)}
                          onChange={(_, on) => {
                            const next = new Set(granted);
                            if (on) {
                              next.add(code);
                            } else {
                              next.delete(code);
                            }
                            setGranted(next);
                          }}
                        />
                      }
                    />
                  </Box>
                );
              })}
          </Box>
        ))}
      </Box>
      {may && (
        <Box sx={{ position: "sticky", bottom: 0, bgcolor: "background.paper", py: 1, display: "flex", gap: 1, alignItems: "center" }}>
          <Button variant="contained" disabled={!changed || busy} onClick={() => void save()}>
            {t("Save")}
          </Button>
          <Button
            disabled={!changed || busy}
            onClick={() => {
              setGranted(new Set(before));
            }}
          >
            {t("Undo changes")}
          </Button>
          <Typography variant="body2">{t("{granted} of {rows} granted", { granted: granted.size, rows: rows.length })}</Typography>
        </Box>
      )}
    </Box>
  );
}

/** The tab "Access settings": everything a user may do, saved as one change. */
export function AccessSettings({ user }: { readonly user: User }) {
  return (
    <Async
      of={["permissions", user.id, user._etag]}
      read={(signal) => got(api.GET("/api/v1/users/{id}/permissions", { params: { path: { id: user.id } }, signal }))}
      show={({ items }) => <Form key={String(user._etag)} user={user} rows={items} />}
    />
  );
}
