import { TextField } from "@mui/material";

interface PasswordFieldProps {
  readonly label: string;
  /** Whether it is one that is being chosen, which a browser may suggest. */
  readonly fresh?: boolean;
  readonly value: string;
  readonly set: (value: string) => void;
}

/** A password that must be given. */
export function PasswordField({ label, fresh = false, value, set }: PasswordFieldProps) {
  return (
    <TextField
      label={label}
      type="password"
      autoComplete={fresh ? "new-password" : "current-password"}
      required
      value={value}
      onChange={(event) => {
        set(event.target.value);
      }}
    />
  );
}
