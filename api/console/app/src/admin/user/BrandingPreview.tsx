import { Box, Typography } from "@mui/material";

import { coloursOf } from "../../client/branding";
import { t } from "../../language/words";
import type { Look } from "./Branding";

/** The web client in a customer's colours, as its own rules draw it: the bar, and the page where users sign in. A picture, nothing to press. */
export function BrandingPreview({ look }: { readonly look: Look }) {
  const logo = look.logo ? `data:image/${look.logo.type};base64,${look.logo.data}` : "";
  const colours = coloursOf({ name: look.name, loginText: look.loginText ?? "", primary: look.primary, background: look.background, text: look.text, logo });
  const colour = (name: string, ours: string): string => colours.get(name) ?? ours;
  return (
    <Box component="figure" sx={{ m: 0, minWidth: 0 }} aria-label={t("Preview")}>
      <Typography component="figcaption" variant="subtitle2" sx={{ mb: 1 }}>
        {t("Preview")}
      </Typography>
      <Box sx={{ border: 1, borderColor: "divider", borderRadius: 1, overflow: "hidden", bgcolor: "#ffffff", color: "#1b2430" }}>
        <Box style={{ backgroundColor: colour("--bar", "#0b2f52"), color: colour("--on-bar", "#ffffff") }} sx={{ display: "flex", alignItems: "center", gap: 1, p: 1.5, minHeight: 56, minWidth: 0 }}>
          {logo !== "" && <Box component="img" src={logo} alt={t("Logo")} sx={{ height: 32, maxWidth: 120, objectFit: "contain" }} />}
          <Typography noWrap sx={{ fontWeight: 600, minWidth: 0 }}>
            {look.name}
          </Typography>
        </Box>
        <Box sx={{ p: 2, display: "grid", gap: 1, justifyItems: "start" }}>
          <Typography variant="body2" sx={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
            {look.loginText ?? t("Sign in")}
          </Typography>
          <Box sx={{ width: "100%", maxWidth: 240, height: 32, border: 1, borderColor: "#6b7685", borderRadius: 1 }} />
          <Box sx={{ px: 2, py: 0.75, borderRadius: 1 }} style={{ backgroundColor: colour("--press", "#0b5394"), color: colour("--on-press", "#ffffff") }}>
            {t("Sign in")}
          </Box>
        </Box>
      </Box>
    </Box>
  );
}
