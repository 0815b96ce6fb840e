import { t } from "../../language/words";
import { seen } from "../belongings/holder";
import { MonitoringObjects } from "../belongings/MonitoringObjects";
import { OwnCameras } from "../belongings/OwnCameras";
import { Trackers } from "../belongings/Trackers";
import { Connect } from "../connect/Connect";
import { Synchronize } from "../kit/Synchronize";
import { CardPage, type CardTab } from "../kit/CardPage";
import { Facts, Moment, Status, To } from "../kit/Show";
import { StatusOfUser } from "../lists/users";
import { Payments } from "../money/Payments";
import { api, got, once, type Schemas } from "../plane/api";
import type { Card } from "../plane/provider";
import { useRights } from "../plane/rights";
import { AccessSettings } from "./AccessSettings";
import { Analytics } from "./Analytics";
import { BillingEvents } from "./BillingEvents";
import { Balance } from "./Balance";
import { Branding } from "./Branding";
import { EffectiveAccess } from "./EffectiveAccess";
import { Environments } from "./Environments";
import { LoginAsUser } from "./LoginAsUser";
import { Notices } from "./Notices";
import { Logs, SubUsersOf, UserCameras, UserIntercoms } from "./UserLists";
import { Places } from "./Places";
import { Profile } from "./Profile";
import { Registration } from "./Registration";
import { Service } from "./Service";
import { UserActions } from "./UserActions";
import { UserTab } from "./UserTab";

export type User = Card<Schemas["User"]>;

const MANAGES_SUB_USERS = "subusers-manage";

function tabs(user: User, scopes: ReadonlySet<string>): CardTab<User>[] {
  const shown = (scope: string, tab: CardTab<User>): CardTab<User>[] => (scopes.has(scope) ? [tab] : []);
  const sub = user.origin === "sub-user";
  const platform = user.origin === "platform";
  const holder = (scope: string) => seen(user, scopes.has(scope));
  return [
    {
      at: "",
      label: sub ? t("Sub user") : user.origin === "portal" ? t("B2B User") : t("User"),
      show: (it) => (platform ? <Registration user={it} /> : <UserTab user={it} />),
    },
    ...(user.origin === "portal" ? shown("services:read", { at: "tariff-plan", label: t("Tariff plan"), show: (it) => <Service user={it} /> }) : []),
    ...(platform ? shown("money:read", { at: "balance", label: t("Balance"), show: () => <Balance holder={holder("money:write")} /> }) : []),
    ...(platform ? shown("money:read", { at: "payments", label: t("Payments"), show: () => <Payments holder={holder("money:write")} /> }) : []),
    { at: "cameras", label: t("Cameras"), show: (it) => <UserCameras user={it} /> },
    { at: "intercoms", label: t("Intercoms"), show: (it) => <UserIntercoms user={it} /> },
    ...(sub
      ? []
      : [
          { at: "places", label: t("Addresses and folders"), show: (it: User) => <Places user={it} /> },
          {
            at: "sub-users",
            label: t("Sub users"),
            show: (it: User) => <SubUsersOf user={it} />,
            because:
              user.subUsers.length > 0 || user.permissions.includes(MANAGES_SUB_USERS)
                ? undefined
                : t("This user has no sub users and may not have any. The right to manage sub users is given in Access settings."),
          },
          ...shown("billing:read", { at: "billing-events", label: t("Billing Events"), show: (it) => <BillingEvents user={it} /> }),
        ]),
    { at: "access", label: t("Access settings"), show: (it) => <AccessSettings user={it} /> },
    ...(sub ? [] : shown("analytics:read", { at: "analytics", label: t("Analytics"), show: (it) => <Analytics user={it} /> })),
    ...(sub
      ? []
      : [
          ...shown("devices:read", { at: "own-cameras", label: t("Own cameras"), show: () => <OwnCameras holder={holder("devices:write")} /> }),
          ...shown("devices:read", { at: "trackers", label: t("Trackers"), show: () => <Trackers holder={holder("devices:write")} /> }),
          ...shown("devices:read", { at: "monitoring-objects", label: t("Monitoring objects"), show: () => <MonitoringObjects holder={holder("devices:write")} /> }),
          ...(platform
            ? []
            : [
                { at: "profile", label: t("Account profile"), show: (it: User) => <Profile user={it} /> },
                { at: "branding", label: t("Branding"), show: (it: User) => <Branding user={it} /> },
              ]),
        ]),
    ...(sub ? [] : shown("messages:read", { at: "notifications", label: t("Notifications"), show: () => <Notices holder={holder("messages:write")} /> })),
    ...shown("sync:read", { at: "environments", label: t("Environments"), show: (it) => <Environments user={it} /> }),
    { at: "effective-access", label: t("Effective access"), show: (it) => <EffectiveAccess user={it} /> },
    ...shown("audit:read", { at: "logs", label: t("Logs"), show: (it) => <Logs user={it} /> }),
  ];
}

/** Everything about one user. */
export default function UserCard() {
  const scopes = useRights()?.scopes ?? new Set<string>();
  return (
    <CardPage<User>
      resource="users"
      base={window.location.pathname.split("/").slice(2, 3).map((section) => `/${section}`)[0] ?? "/users"}
      kind={t("User")}
      name={({ name, login }) => name ?? login}
      header={(user) => (
        <Facts
          of={[
            [t("User ID"), user.id],
            [t("Login"), user.login],
            [t("Status"), <span key="status"><StatusOfUser status={user.status} suspensions={user.suspensions} /> {user.liveOnly && <Status code="live_only" />}</span>],
            [t("Creation date"), <Moment key="created" at={user.createdAt} />],
            ...(user.parent === undefined ? [] : [[t("Main user"), <To key="parent" to={`/users/${user.parent}`}>{user.parent}</To>] as const]),
          ]}
        />
      )}
      actions={(user) => (
        <>
          {user.origin === "platform" && user.status !== "ended" && <Connect id={user.id} name={user.name ?? user.login} />}
          {scopes.has("acting:write") && user.status !== "ended" && <LoginAsUser user={user} />}
          {scopes.has("sync:write") && (
            <Synchronize
              whose={user.name ?? user.login}
              begin={() => got(api.POST("/api/v1/users/{id}/sync", { params: { path: { id: user.id }, header: { "Idempotency-Key": once() } } }))}
            />
          )}
          {scopes.has("users:write") && <UserActions user={user} />}
        </>
      )}
      tabs={(user) => tabs(user, scopes)}
    />
  );
}
