import { Box, Typography } from "@mui/material";

import { t } from "../../language/words";

export interface PasswordRule {
  readonly says: string;
  readonly holds: (password: string) => boolean;
}

const LENGTH = (least: number): PasswordRule => ({ says: t("at least {least} characters", { least }), holds: (password) => Array.from(password).length >= least });

export const RULES_OF_ADMINISTRATORS: readonly PasswordRule[] = [LENGTH(12)];
export const RULES_OF_USERS: readonly PasswordRule[] = [LENGTH(8)];
/** Of B2B users and platform users. */
export const RULES_OF_CUSTOMERS: readonly PasswordRule[] = [
  LENGTH(8),
  { says: t("upper and lower case"), holds: (password) => /\p{Lu}/u.test(password) && /\p{Ll}/u.test(password) },
  { says: t("a character that is no letter"), holds: (password) => /[^\p{L}]/u.test(password) },
];

export function ruled(password: string, rules: readonly PasswordRule[]): boolean {
  return rules.every(({ holds }) => holds(password));
}

/** The rules of a password, each with whether it holds already. */
export function PasswordRules({ password, rules }: { readonly password: string; readonly rules: readonly PasswordRule[] }) {
  return (
    <Box component="ul" aria-label={t("The password has")} sx={{ listStyle: "none", m: 0, p: 0, pl: 1 }}>
      {rules.map(({ says, holds }) => (
        <Typography component="li" variant="body2" key={says} sx={{ color: holds(password) ? "success.main" : "text.secondary" }}>
          {holds(password) ? "✓" : "○"} {says}
        </Typography>
      ))}
    </Box>
  );
}

const ALPHABET = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789-_";

/** A password nobody can guess, which keeps every rule. */
export function generated(): string {
  for (;;) {
    const bytes = crypto.getRandomValues(new Uint8Array(18));
    const password = [...bytes].map((byte) => ALPHABET[byte % ALPHABET.length] ?? "").join("");
    if (ruled(password, RULES_OF_CUSTOMERS)) {
      return password;
    }
  }
}
