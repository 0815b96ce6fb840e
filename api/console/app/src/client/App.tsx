import type { Status } from "@sightline/sync";
import { useEffect, useState, useSyncExternalStore } from "react";

import { SignIn } from "../SignIn";
import { CameraList } from "./CameraList";
import { standing } from "./cameras";
import type { Session } from "./session";

/** How often the age of what is shown is told anew. */
const AGE_EVERY_MS = 30_000;

export function App({ session }: { readonly session: Session }) {
  const { picture, announced } = useSyncExternalStore(session.subscribe, session.scene);
  const [tried, setTried] = useState(false);
  const { status, view, inStepAt } = picture;
  // Signing in again helps against everything but a browser that cannot keep data.
  const signedOut = status.state === "stopped" && status.by !== "failure";
  const wrong = tried && status.by === "sign-in" ? "Login or password is wrong." : "";

  if (status.state === "idle") {
    return null;
  }
  if (view.devices.size === 0 && (signedOut || (tried && status.state === "connecting"))) {
    return (
      <SignIn
        title="Sightline"
        fault={wrong}
        busy={!signedOut}
        submit={(login, password) => {
          setTried(true);
          session.signIn({ login, password });
        }}
      />
    );
  }
  return (
    <>
      <Bar
        status={status}
        inStepAt={inStepAt}
        leave={() => {
          setTried(false);
          session.signOut();
        }}
      />
      {signedOut ? (
        <SignIn
          title="Sign in again to go on"
          fault={wrong}
          busy={false}
          submit={(login, password) => {
            setTried(true);
            session.signIn({ login, password });
          }}
        />
      ) : null}
      <CameraList view={view} />
      <p className="unseen" aria-live="polite">
        {announced}
      </p>
    </>
  );
}

interface BarProps {
  readonly status: Status;
  readonly inStepAt: number | undefined;
  readonly leave: () => void;
}

function Bar({ status, inStepAt, leave }: BarProps) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(Date.now());
    }, AGE_EVERY_MS);
    return () => {
      clearInterval(timer);
    };
  }, []);
  const { text, live } = standing(status, inStepAt, Math.max(now, inStepAt ?? 0));
  return (
    <header className="bar">
      <h1>Sightline</h1>
      <p className="standing" data-live={live}>
        {text}
      </p>
      <button type="button" onClick={leave}>
        Sign out
      </button>
    </header>
  );
}
