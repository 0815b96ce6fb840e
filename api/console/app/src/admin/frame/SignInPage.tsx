import { Box, Button, Card, TextField, Typography } from "@mui/material";
import { useState, type ReactNode, type SubmitEvent } from "react";
import { useLogin } from "react-admin";

import { t } from "../../language/words";
import { Fault } from "../kit/Fault";
import { told } from "../plane/problem";
import { PasswordField } from "./PasswordField";

/** The card that stands alone on a page: signing in, and setting a password. */
export function Alone({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Box component="main" sx={{ minHeight: "100vh", display: "grid", placeItems: "center", p: 2, bgcolor: "background.default" }}>
      <Card sx={{ p: 3, width: "100%", maxWidth: 400 }}>
        <Typography component="h1" variant="h5" sx={{ mb: 2 }}>
          {title}
        </Typography>
        {children}
      </Card>
    </Box>
  );
}

/** Login and password. The password is in the form alone and goes with it. */
export function SignInPage() {
  const signIn = useLogin();
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const [fault, setFault] = useState("");
  const [busy, setBusy] = useState(false);

  async function submitted(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    try {
      await signIn({ login, password });
    } catch (error) {
      setFault(told(error));
      setBusy(false);
    }
    setPassword("");
  }

  return (
    <Alone title={t("Sightline console")}>
      <form onSubmit={(event) => void submitted(event)}>
        <Fault says={fault} />
        <TextField
          label={t("Login")}
          name="login"
          autoComplete="username"
          required
          autoFocus
          value={login}
          onChange={(event) => {
            setLogin(event.target.value);
          }}
          slotProps={{ htmlInput: { autoCapitalize: "none" } }}
        />
        <PasswordField label={t("Password")} value={password} set={setPassword} />
        <Button type="submit" variant="contained" fullWidth disabled={busy} sx={{ mt: 2 }}>
          {t("Sign in")}
        </Button>
      </form>
    </Alone>
  );
}
