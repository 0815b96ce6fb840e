import { Button, Dialog, DialogActions, DialogContent, DialogTitle } from "@mui/material";
import { useState, type ReactNode } from "react";

import { t } from "../../language/words";

interface DetailsProps {
  /** What the button says. */
  readonly label: string;
  readonly title: string;
  /** What the window is called when its title is not enough to tell it from others. */
  readonly name?: string;
  /** Made when the window is opened, and not before. */
  readonly children: () => ReactNode;
}

/** A button in a row that opens a window with the rest of it. */
export function Details({ label, title, name = title, children }: DetailsProps) {
  const [open, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
  };
  return (
    <>
      <Button
        size="small"
        onClick={() => {
          setOpen(true);
        }}
      >
        {label}
      </Button>
      <Dialog open={open} onClose={close} maxWidth="md" fullWidth aria-label={name}>
        <DialogTitle>{title}</DialogTitle>
        <DialogContent>{open && children()}</DialogContent>
        <DialogActions>
          <Button onClick={close}>{t("Close")}</Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
