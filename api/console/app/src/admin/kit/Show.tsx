import { Chip, Typography } from "@mui/material";
import { Link as RouterLink } from "react-router";
import MuiLink from "@mui/material/Link";
import type { ReactNode } from "react";

import { t } from "../../language/words";
import { localTime, utc, worded } from "./text";

/** A moment in the viewer's zone, with UTC on hover. */
export function Moment({ at }: { readonly at: string | undefined }) {
  return at === undefined ? null : (
    <time dateTime={at} title={utc(at)}>
      {localTime(at)}
    </time>
  );
}

type Tone = "success" | "warning" | "error" | "info" | "default";

const TONES: Readonly<Record<string, Tone>> = {
  active: "success",
  visible: "success",
  in_step: "success",
  applied: "success",
  online: "success",
  installed: "success",
  enabled: "success",
  full: "success",
  sent: "success",
  done: "success",
  partially_active: "warning",
  only_live: "warning",
  live_only: "warning",
  lagging: "warning",
  degraded: "warning",
  paused: "warning",
  on_pause: "warning",
  locked: "warning",
  blocked: "warning",
  repaired: "info",
  superseded: "info",
  no_op: "info",
  open: "info",
  sending: "info",
  inactive: "error",
  hidden: "error",
  quarantined: "error",
  rejected: "error",
  stopped: "error",
  disabled: "error",
  deactivated: "error",
  error: "error",
  warning: "warning",
  information: "info",
};

/** How something stands, in words and, besides, in a colour. */
export function Status({ code }: { readonly code: string | undefined }) {
  return code === undefined || code === "" ? null : <Chip size="small" variant="outlined" color={TONES[code] ?? "default"} label={worded(code)} />;
}

export function Flag({ on, yes = t("Yes"), no = t("No") }: { readonly on: boolean | undefined; readonly yes?: string; readonly no?: string }) {
  return on === undefined ? null : <span>{on ? yes : no}</span>;
}

/** A link to another page of the console. */
export function To({ to, children }: { readonly to: string; readonly children: ReactNode }) {
  return (
    <MuiLink component={RouterLink} to={to}>
      {children}
    </MuiLink>
  );
}

/** An id, or other text without a gap: it may be broken anywhere, and is not squeezed to nothing. */
export function Unbroken({ children }: { readonly children: ReactNode }) {
  return <span style={{ display: "inline-block", minWidth: "8em", overflowWrap: "anywhere" }}>{children}</span>;
}

/** A list of facts, each with its name. */
export function Facts({ of }: { readonly of: readonly (readonly [string, ReactNode])[] }) {
  return (
    <Typography component="dl" variant="body2" sx={{ display: "grid", gridTemplateColumns: { xs: "1fr", sm: "max-content 1fr" }, columnGap: 3, rowGap: { xs: 0, sm: 1 }, m: 0 }}>
      {of.map(([name, value]) => (
        <FactRow key={name} name={name} value={value} />
      ))}
    </Typography>
  );
}

function FactRow({ name, value }: { readonly name: string; readonly value: ReactNode }) {
  return (
    <>
      <Typography component="dt" variant="body2" color="text.secondary">
        {name}
      </Typography>
      <Typography component="dd" variant="body2" sx={{ m: 0, mb: { xs: 1, sm: 0 }, overflowWrap: "anywhere" }}>
        {value === undefined || value === "" || value === null ? "–" : value}
      </Typography>
    </>
  );
}
