import { Box, Button } from "@mui/material";
import { useState } from "react";
import { PasswordInput, useNotify } from "react-admin";
import { useFormContext, useWatch } from "react-hook-form";

import { t } from "../../language/words";
import { generated, PasswordRules, RULES_OF_ADMINISTRATORS, RULES_OF_CUSTOMERS, RULES_OF_USERS, ruled, type PasswordRule } from "./PasswordRules";

/** Whose password it is, and so which rules it keeps. */
export type PasswordOf = "users" | "customers" | "administrators";

const RULES: Readonly<Record<PasswordOf, readonly PasswordRule[]>> = { users: RULES_OF_USERS, customers: RULES_OF_CUSTOMERS, administrators: RULES_OF_ADMINISTRATORS };

interface NewPasswordProps {
  readonly source: string;
  readonly label: string;
  readonly of: PasswordOf;
  /** Where it is typed again, if it is. */
  readonly again?: string | undefined;
}

/** A password for somebody else: its rules as it is typed, one that nobody can guess, and once the chance to copy that. */
export function NewPassword({ source, label, of, again }: NewPasswordProps) {
  const { setValue } = useFormContext();
  const typed = useWatch({ name: source }) as string | undefined;
  const notify = useNotify();
  const [made, setMade] = useState("");
  const rules = RULES[of];

  function fill(): void {
    const password = generated();
    const options = { shouldDirty: true, shouldValidate: true } as const;
    setValue(source, password, options);
    if (again !== undefined) {
      setValue(again, password, options);
    }
    setMade(password);
  }

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(made);
      setMade("");
      notify(t("Copied. It is shown nowhere again."), { type: "info" });
    } catch {
      notify(t("The browser does not let the page copy. Show the password with the eye, and copy it yourself."), { type: "warning" });
    }
  }

  return (
    <>
      <PasswordInput
        source={source}
        label={label}
        autoComplete="new-password"
        helperText={false}
        isRequired
        validate={(value: string | undefined) => (value === undefined || value === "" ? t("This is needed") : ruled(value, rules) ? undefined : t("It needs {rules}", { rules: rules.filter(({ holds }) => !holds(value)).map(({ says }) => says).join(", ") }))}
      />
      <Box sx={{ display: "flex", flexWrap: "wrap", justifyContent: "space-between", alignItems: "center", gap: 1 }}>
        <PasswordRules password={typed ?? ""} rules={rules} />
        <Box>
          <Button size="small" onClick={fill}>
            {t("Generate")}
          </Button>
          {made !== "" && made === typed && (
            <Button size="small" onClick={() => void copy()}>
              {t("Copy once")}
            </Button>
          )}
        </Box>
      </Box>
    </>
  );
}
