import { useEffect, useState } from "react";

import { SignIn } from "../SignIn";
import { begin, current, end, type AdminSession } from "./session";

/** The frame of the console: who is signed in, and nothing else without it. */
export function App() {
  const [session, setSession] = useState<AdminSession | "unknown" | "none">("unknown");
  const [fault, setFault] = useState("");
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    void current().then((found) => {
      setSession(found ?? "none");
    });
  }, []);

  async function signIn(login: string, password: string): Promise<void> {
    setBusy(true);
    const answer = await begin(login, password);
    setBusy(false);
    if (typeof answer === "string") {
      setFault(answer);
    } else {
      setFault("");
      setSession(answer);
    }
  }

  if (session === "unknown") {
    return null;
  }
  if (session === "none") {
    return (
      <SignIn
        title="Sightline console"
        fault={fault}
        busy={busy}
        submit={(login, password) => void signIn(login, password)}
      />
    );
  }
  return (
    <header className="bar">
      <h1>Sightline console</h1>
      <p>{session.administrator?.name}</p>
      <button
        type="button"
        onClick={() => {
          void end(session).then(() => {
            setSession("none");
          });
        }}
      >
        Sign out
      </button>
    </header>
  );
}
