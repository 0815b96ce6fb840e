import { Alert, Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, TextField } from "@mui/material";
import { useState, type ReactNode } from "react";

import { t } from "../../language/words";

interface Secret {
  readonly label: string;
  readonly value: string;
}

interface ShownOnceProps {
  readonly title: string;
  readonly secrets: readonly Secret[];
  readonly children?: ReactNode;
  readonly close: () => void;
}

function Copied({ label, value }: Secret) {
  const [said, setSaid] = useState("");
  return (
    <Box sx={{ display: "flex", gap: 1, alignItems: "center", flexWrap: "wrap" }}>
      <TextField label={label} value={value} sx={{ flex: "1 1 260px" }} slotProps={{ htmlInput: { readOnly: true, spellCheck: false, style: { fontFamily: "monospace" } } }} />
      <Button
        size="small"
        aria-label={t("Copy {label}", { label })}
        onClick={() => {
          navigator.clipboard.writeText(value).then(
            () => {
              setSaid(t("Copied"));
            },
            () => {
              setSaid(t("Mark it and copy it yourself"));
            },
          );
        }}
      >
        {t("Copy")}
      </Button>
      <span role="status">{said}</span>
    </Box>
  );
}

/** What the server tells this once. It closes by its button alone, so that nobody loses it by a click beside it. */
export function ShownOnce({ title, secrets, children, close }: ShownOnceProps) {
  return (
    <Dialog open fullWidth maxWidth="sm" aria-label={title}>
      <DialogTitle>{title}</DialogTitle>
      <DialogContent>
        <Alert severity="warning" sx={{ mb: 1 }}>
          {t("It is shown this once. Nobody can show it again.")}
        </Alert>
        {secrets.map((secret) => (
          <Copied key={secret.label} {...secret} />
        ))}
        {children}
      </DialogContent>
      <DialogActions>
        <Button variant="contained" onClick={close}>
          {t("I have kept it")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
