import { useId, useState, type ReactNode, type SubmitEvent } from "react";

import { t } from "./language/words";

interface SignInProps {
  readonly title: string;
  /** Why the last attempt failed; empty when there was none. */
  readonly fault: string;
  readonly busy: boolean;
  readonly submit: (login: string, password: string) => void;
  readonly children?: ReactNode;
}

/** Login and password. The password is in the form alone and goes with it. */
export function SignIn({ title, fault, busy, submit, children }: SignInProps) {
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const faultId = useId();

  function submitted(event: SubmitEvent): void {
    event.preventDefault();
    submit(login, password);
    setPassword("");
  }

  return (
    <main>
      <form className="sign-in" onSubmit={submitted} aria-describedby={faultId}>
        <h1>{title}</h1>
        {children}
        <label>
          {t("Login")}
          <input
            name="login"
            autoComplete="username"
            autoCapitalize="none"
            required
            value={login}
            onChange={(event) => {
              setLogin(event.target.value);
            }}
          />
        </label>
        <label>
          {t("Password")}
          <input
            name="password"
            type="password"
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => {
              setPassword(event.target.value);
            }}
          />
        </label>
        <p className="fault" id={faultId} role="alert">
          {fault}
        </p>
        <button type="submit" disabled={busy}>
          {busy ? t("Signing in…") : t("Sign in")}
        </button>
      </form>
    </main>
  );
}
