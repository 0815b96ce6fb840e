import { Alert, Box, Button, Card, Table, TableBody, TableCell, TableHead, TableRow, TextField, Typography } from "@mui/material";
import { useState } from "react";
import { useSearchParams } from "react-router";

import { t } from "../../language/words";
import { Async } from "../kit/Async";
import { KeyLink } from "../kit/KeyLink";
import { Facts, Moment, Status, To } from "../kit/Show";
import { actor, worded } from "../kit/text";
import { api, got, type Schemas } from "../plane/api";
import { useRights } from "../plane/rights";
import type { User } from "./UserCard";

type Access = Schemas["Access"];

/** What environments hold besides, such as licences and notifications, is no device. */
const DEVICE = /^(cam|int|trk)-/;

/** The answer to "why can this user not see it?", as a sentence. */
export function why(access: Access): string {
  if (!access.exists) {
    return t("There is no such device.");
  }
  if (access.verdict === "visible") {
    return t("The user sees it, through {paths, plural, one {# path} other {# paths}}.", { paths: access.paths.length });
  }
  switch (access.cause) {
    case "terminated":
      return t("The user was terminated and sees nothing any more.");
    case "suspended":
      return t("The user is suspended ({suspensions}) and sees nothing until that ends.", { suspensions: (access.suspensions ?? []).map((cause) => worded(cause).toLowerCase()).join(", ") });
    case "not_granted":
      return t("None of the user's addresses, folders and grants leads to it. Attach one of its places, or grant it by itself.");
    case "not_chosen":
      return t("The main user has not chosen it for this sub user.");
    case "blocked":
      return t("It was granted and is locked for this user.");
    case "expired":
      return t("What was paid for it is over. It is seen again once its tariff is paid.");
    case "place_locked":
      return t("The place it is seen through is locked for this user.");
    case undefined:
      break;
  }
  return t("It is shown locked.");
}

/** What the audit names by which a user was given a source: a place, or the device by itself. */
export function givenAs(user: string, source: string, device: string): string | undefined {
  const id = encodeURIComponent(source.slice(2));
  switch (source.slice(0, 2)) {
    case "A:":
      return `users/${user}/addresses/${id}`;
    case "F:":
      return `users/${user}/folders/${id}`;
    default:
      return device.startsWith("cam-") ? `users/${user}/cameras/${encodeURIComponent(device.slice("cam-".length))}` : undefined;
  }
}

interface GivenProps {
  readonly user: User;
  readonly path: Access["paths"][number];
  readonly device: string;
}

/** Since when a path is there and by whom: the later of what the audit has of it and the billing request that gave it. */
function Given({ user, path: { source, billing }, device }: GivenProps) {
  const object = givenAs(user.parent ?? user.id, source, device);
  return (
    <Async
      of={["given", object]}
      read={async (signal) => {
        const { items } = object === undefined ? { items: [] } : await got(api.GET("/api/v1/audit", { params: { query: { object, operation: "PUT", limit: 1 } }, signal }));
        return items[0] ?? null;
      }}
      show={(record) =>
        record === null || (billing !== undefined && Date.parse(billing.at) > Date.parse(record.at)) ? (
          billing === undefined ? (
            <>
              {t("Together with others:")}{" "}<To to={`/users/${user.parent ?? user.id}/logs`}>{t("Logs")}</To>
            </>
          ) : (
            <>
              <Moment at={billing.at} /> {t("billing, {requestId}", { requestId: billing.requestId })}
            </>
          )
        ) : (
          <>
            <Moment at={record.at} /> {actor(record.actor)}
          </>
        )
      }
    />
  );
}

function Explained({ user, device }: { readonly user: User; readonly device: string }) {
  const rights = useRights();
  const mayAudit = rights?.scopes.has("audit:read") === true && rights.seesEverything;
  return (
    <Async
      of={["access", user.id, device]}
      read={(signal) => got(api.GET("/api/v1/users/{id}/access/{deviceId}", { params: { path: { id: user.id, deviceId: device } }, signal }))}
      show={(access) => (
        <>
          <Alert severity={access.verdict === "visible" ? "success" : "warning"} sx={{ mb: 1 }}>
            {why(access)}
          </Alert>
          <Facts
            of={[
              [t("Device"), access.exists ? <KeyLink key="device" of={access.device} /> : access.device],
              [t("Verdict"), <Status key="verdict" code={access.verdict} />],
              [t("Hangs at"), (access.places ?? []).map((place) => <span key={place}><KeyLink of={place} /> </span>)],
            ]}
          />
          {access.paths.length > 0 && (
            <Table size="small" sx={{ mt: 1 }}>
              <TableHead>
                <TableRow>
                  <TableCell>{t("Through")}</TableCell>
                  <TableCell>{t("Allows")}</TableCell>
                  <TableCell>{t("Chosen")}</TableCell>
                  {mayAudit && <TableCell>{t("Since when, by whom")}</TableCell>}
                  <TableCell align="right">{t("Grant")}</TableCell>
                  <TableCell align="right">{t("Revision")}</TableCell>
                </TableRow>
              </TableHead>
              <TableBody>
                {access.paths.map((path) => {
                  const { source, class: of, chosen, grant, rev } = path;
                  return (
                    <TableRow key={source}>
                      <TableCell>
                        <KeyLink of={source} />
                      </TableCell>
                      <TableCell>{worded(of)}</TableCell>
                      <TableCell>{chosen ? t("Yes") : t("No")}</TableCell>
                      {mayAudit && (
                        <TableCell>
                          <Given user={user} path={path} device={device} />
                        </TableCell>
                      )}
                      <TableCell align="right">{grant}</TableCell>
                      <TableCell align="right">{rev}</TableCell>
                    </TableRow>
                  );
                })}
              </TableBody>
            </Table>
          )}
        </>
      )}
    />
  );
}

/** What an environment calls a device; nothing when it does not say. */
export function nameIn(value: string): string | undefined {
  const { name } = JSON.parse(value) as { name?: unknown };
  return typeof name === "string" && name !== "" ? name : undefined;
}

/** Every device a user has, source by source, as an environment in step holds it. */
function Holdings({ user }: { readonly user: User }) {
  return (
    <Async
      of={["devices", user.id, user._etag]}
      read={(signal) => got(api.GET("/api/v1/users/{id}/devices", { params: { path: { id: user.id } }, signal }))}
      show={(held) => {
        const sources = held.sources.map((source) => ({ ...source, entries: source.entries.filter(({ k }) => DEVICE.test(k)) }));
        return (
        <>
          <Typography variant="body2" sx={{ mb: 1 }}>{t("{sources, plural, one {# device} other {# devices}} through {sources2, plural, one {# source} other {# sources}}.", { sources: sources.reduce((sum, { entries }) => sum + entries.length, 0), sources2: sources.length })}</Typography>
          <Table size="small" aria-label={t("Devices")}>
            <TableHead>
              <TableRow>
                <TableCell>{t("Device")}</TableCell>
                <TableCell>{t("Through")}</TableCell>
                <TableCell>{t("Allows")}</TableCell>
                <TableCell align="right">{t("Revision")}</TableCell>
                <TableCell>{t("Why")}</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {sources.flatMap(({ source, class: of, entries }) =>
                entries.map(({ k, r, v }) => (
                  <TableRow key={`${source} ${k}`}>
                    <TableCell>
                      <KeyLink of={k} name={nameIn(v)} />
                    </TableCell>
                    <TableCell>
                      <KeyLink of={source} />
                    </TableCell>
                    <TableCell>{worded(of)}</TableCell>
                    <TableCell align="right">{r}</TableCell>
                    <TableCell>
                      <Why device={k} />
                    </TableCell>
                  </TableRow>
                )),
              )}
            </TableBody>
          </Table>
        </>
        );
      }}
    />
  );
}

function Why({ device }: { readonly device: string }) {
  const [, ask] = useSearchParams();
  return (
    <Button
      size="small"
      aria-label={t("Why is {device} seen?", { device })}
      onClick={() => {
        ask({ device });
      }}
    >
      {t("Why?")}
    </Button>
  );
}

/** The tab "Effective access": why a device is seen, or is not. */
export function EffectiveAccess({ user }: { readonly user: User }) {
  const [asked, ask] = useSearchParams();
  const device = asked.get("device") ?? "";
  const [typed, setTyped] = useState(device);
  const key = /^(cam|int|trk)-/.test(typed) || typed === "" ? typed : `cam-${typed}`;
  return (
    <Box>
      <Card variant="outlined" sx={{ p: 2, mb: 2 }}>
        <Box
          component="form"
          sx={{ display: "flex", gap: 1, alignItems: "center", flexWrap: "wrap" }}
          onSubmit={(event: React.SyntheticEvent) => {
            event.preventDefault();
            ask(key === "" ? {} : { device: key });
          }}
        >
          <TextField
            label={t("Why can this user not see…")}
            placeholder={t("ID of a camera, or int-… of an intercom")}
            value={typed}
            sx={{ maxWidth: 360 }}
            onChange={(event) => {
              setTyped(event.target.value);
            }}
          />
          <Button type="submit" variant="outlined">
            {t("Explain")}
          </Button>
        </Box>
        <div role="status">{device !== "" && <Explained user={user} device={device} />}</div>
      </Card>
      <Holdings user={user} />
    </Box>
  );
}
