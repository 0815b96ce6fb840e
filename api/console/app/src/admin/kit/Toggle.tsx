import { FormControlLabel, Switch } from "@mui/material";

interface ToggleProps {
  readonly label: string;
  readonly on: boolean;
  readonly set: (on: boolean) => void;
}

/** Switches what a page shows. */
export function Toggle({ label, on, set }: ToggleProps) {
  return (
    <FormControlLabel
      label={label}
      control={
        <Switch
          checked={on}
          onChange={(_, next) => {
            set(next);
          }}
        />
      }
    />
  );
}
