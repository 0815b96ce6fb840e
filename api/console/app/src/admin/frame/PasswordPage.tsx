import { Button, Typography } from "@mui/material";
import { useEffect, useState, type SubmitEvent } from "react";
import { useLogout, useRefresh } from "react-admin";
import { useNavigate } from "react-router";

import { t } from "../../language/words";
import { Fault } from "../kit/Fault";
import { changePassword, current } from "../plane/session";
import { PasswordRules, ruled, RULES_OF_ADMINISTRATORS } from "../kit/PasswordRules";
import { told } from "../plane/problem";
import { PasswordField } from "./PasswordField";
import { Alone } from "./SignInPage";

/** One's own password; asked for at once where the server wants a new one before anything else. */
export function PasswordPage() {
  const navigate = useNavigate();
  const logout = useLogout();
  const refresh = useRefresh();
  const [forced, setForced] = useState(false);
  const [present, setPresent] = useState("");
  const [password, setPassword] = useState("");
  const [again, setAgain] = useState("");
  const [fault, setFault] = useState("");
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    void current().then((session) => {
      if (session === undefined) {
        void navigate("/login");
      } else {
        setForced(session.mustChangePassword);
      }
    });
  }, [navigate]);

  async function submitted(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (password !== again) {
      setFault(t("The two new passwords differ."));
      return;
    }
    setBusy(true);
    try {
      await changePassword(present, password);
      refresh();
      await navigate("/");
    } catch (error) {
      setFault(told(error));
      setBusy(false);
    }
  }

  return (
    <Alone title={t("Set a new password")}>
      <form onSubmit={(event) => void submitted(event)}>
        {forced && <Typography sx={{ mb: 1 }}>{t("Before anything else you need a password that only you know.")}</Typography>}
        <Fault says={fault} />
        <PasswordField label={t("Present password")} value={present} set={setPresent} />
        <PasswordField label={t("New password")} fresh value={password} set={setPassword} />
        <PasswordRules password={password} rules={RULES_OF_ADMINISTRATORS} />
        <PasswordField label={t("New password again")} fresh value={again} set={setAgain} />
        <Button type="submit" variant="contained" fullWidth disabled={busy || !ruled(password, RULES_OF_ADMINISTRATORS)} sx={{ mt: 2 }}>
          {t("Set password")}
        </Button>
        <Button
          fullWidth
          sx={{ mt: 1 }}
          onClick={() => {
            if (forced) {
              void logout();
            } else {
              void navigate(-1);
            }
          }}
        >
          {forced ? t("Sign out") : t("Back")}
        </Button>
      </form>
    </Alone>
  );
}
