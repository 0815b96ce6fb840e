import type { Status } from "@sightline/sync";
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";

import { SignIn } from "../SignIn";
import { t } from "../language/words";
import { useNow } from "../time";
import { ActingBanner } from "./ActingBanner";
import { answered, ApiContext, apiOf, useAsked, type Schemas } from "./api";
import { brandingOf, dress, keptBranding } from "./branding";
import { standing } from "./devices";
import { AccountPage } from "./pages/AccountPage";
import { BelongingsPage } from "./pages/BelongingsPage";
import { DevicesPage } from "./pages/DevicesPage";
import { NotificationsPage } from "./pages/NotificationsPage";
import { SubUsersPage } from "./pages/SubUsersPage";
import { TariffsPage } from "./pages/TariffsPage";
import { linkTo, usePage, type PageId } from "./router";
import type { Scene, Session } from "./session";

/** How often the age of what is shown is told anew. */
const AGE_EVERY_MS = 30_000;

export function App({ session }: { readonly session: Session }) {
  const scene = useSyncExternalStore(session.subscribe, session.scene);
  const api = useMemo(() => apiOf(session), [session]);
  const [tried, setTried] = useState(false);
  const { status, view } = scene.picture;
  // Signing in again helps against everything but a browser that cannot keep data.
  const signedOut = status.state === "stopped" && status.by !== "failure";
  const wrong = tried && status.by === "sign-in" ? t("Login or password is wrong.") : "";
  const branding = brandingOf(view.profile);
  const look = branding === undefined ? "" : JSON.stringify(branding);
  const certain = status.state === "in-step";
  useEffect(() => {
    // Until then nothing is known of how it should look, and it looks as it did.
    if (certain) {
      dress(look === "" ? undefined : (JSON.parse(look) as typeof branding));
    }
  }, [look, certain]);

  const signIn = (login: string, password: string) => {
    setTried(true);
    session.signIn({ login, password });
  };
  if (status.state === "idle") {
    return null;
  }
  if (session.acting !== undefined && status.state === "stopped") {
    return (
      <main className="sign-in">
        <h1>{t("Acting has ended")}</h1>
        <p>{t("Nothing of the user is kept in this browser. This tab can be closed.")}</p>
      </main>
    );
  }
  if (session.acting === undefined && view.devices.size === 0 && (signedOut || (tried && status.state === "connecting"))) {
    return <Welcome fault={wrong} busy={!signedOut} signIn={signIn} />;
  }
  return (
    <ApiContext value={api}>
      {session.acting === undefined ? null : (
        <ActingBanner
          acting={session.acting}
          end={() => {
            session.signOut();
          }}
        />
      )}
      <Inside
        session={session}
        scene={scene}
        name={branding?.name}
        logo={branding?.logo ?? ""}
        leave={() => {
          setTried(false);
          session.signOut();
        }}
      >
        {signedOut ? <SignIn title={t("Sign in again to go on")} fault={wrong} busy={false} submit={signIn} /> : null}
      </Inside>
      <p className="unseen" aria-live="polite">
        {scene.announced}
      </p>
    </ApiContext>
  );
}

function Welcome({ fault, busy, signIn }: { readonly fault: string; readonly busy: boolean; readonly signIn: (login: string, password: string) => void }) {
  const [kept] = useState(keptBranding);
  return (
    <SignIn title={kept?.name ?? "Sightline"} fault={fault} busy={busy} submit={signIn}>
      {kept === undefined || kept.loginText === "" ? null : <p>{kept.loginText}</p>}
    </SignIn>
  );
}

interface InsideProps {
  readonly session: Session;
  readonly scene: Scene;
  readonly name: string | undefined;
  readonly logo: string;
  readonly leave: () => void;
  readonly children: React.ReactNode;
}

function Inside({ session, scene, name, logo, leave, children }: InsideProps) {
  const { data: me } = useAsked((api) => answered(api.GET("/api/v1/me")), scene.picture.status.state === "in-step" ? "in step" : "");
  const page = usePage();
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
    } else {
      main.current?.querySelector<HTMLElement>("h2")?.focus();
    }
  }, [page]);
  const { status, inStepAt, view } = scene.picture;
  const unread = [...view.notes.values()].filter((note) => note["read"] === false).length;
  return (
    <>
      <Bar title={name ?? "Sightline"} logo={logo} status={status} inStepAt={inStepAt} leave={session.acting === undefined ? leave : undefined} />
      <Menu page={page} me={me} unread={unread} />
      {children}
      <main ref={main}>
        {page === "" ? <DevicesPage view={view} changedAt={scene.changedAt} watchedSince={scene.watchedSince} /> : null}
        {page === "belongings" ? <BelongingsPage view={view} me={me} /> : null}
        {page === "sub-users" ? <SubUsersPage view={view} /> : null}
        {page === "notifications" ? <NotificationsPage known={view.notes} /> : null}
        {page === "tariffs" ? <TariffsPage view={view} me={me} /> : null}
        {page === "account" ? <AccountPage me={me} acting={session.acting !== undefined} /> : null}
      </main>
    </>
  );
}

/** On a phone the menu is one row that is pushed sideways: to the page that is shown. */
function intoView(link: HTMLElement | null): void {
  const row = link?.closest("ul");
  if (link !== null && row !== null && row !== undefined) {
    row.scrollLeft = link.offsetLeft - (row.clientWidth - link.offsetWidth) / 2;
  }
}

function Menu({ page, me, unread }: { readonly page: PageId; readonly me: Schemas["Me"] | undefined; readonly unread: number }) {
  const entries: [PageId, string][] = [
    ["", t("Devices")],
    ["belongings", t("Trackers and objects")],
    ...(me?.account?.mainUser === true && me.account.permissions.includes("subusers-manage")
      ? ([["sub-users", t("Sub-users")]] as [PageId, string][])
      : []),
    ["notifications", unread > 0 ? t("Notifications ({unread} new)", { unread }) : t("Notifications")],
    ["tariffs", t("Tariffs and balance")],
    ["account", t("Account")],
  ];
  return (
    <nav aria-label={t("Pages")}>
      <ul>
        {entries.map(([id, label]) => (
          <li key={id}>
            <a {...linkTo(id)} ref={id === page ? intoView : undefined} aria-current={id === page ? "page" : undefined}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface BarProps {
  readonly title: string;
  readonly logo: string;
  readonly status: Status;
  readonly inStepAt: number | undefined;
  readonly leave: (() => void) | undefined;
}

function Bar({ title, logo, status, inStepAt, leave }: BarProps) {
  const now = useNow(AGE_EVERY_MS);
  const { text, live } = standing(status, inStepAt, Math.max(now, inStepAt ?? 0));
  return (
    <header className="bar">
      {logo === "" ? null : <img src={logo} alt="" />}
      <h1>{title}</h1>
      <p className="standing" data-live={live}>
        {text}
      </p>
      {leave === undefined ? null : (
        <button type="button" onClick={leave}>
          {t("Sign out")}
        </button>
      )}
    </header>
  );
}
