import {
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogContentText,
  DialogTitle,
  FormControlLabel,
  Radio,
  RadioGroup,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
} from "@mui/material";
import { useId, useState } from "react";

import { t } from "../../language/words";
import type { ConflictError } from "../plane/conflict";
import { clashes, reconcile, type Json, type JsonObject } from "../plane/patch";
import { worded } from "./text";

interface ConflictProps {
  readonly conflict: ConflictError;
  /** Saves what was chosen, over what is there now. */
  readonly save: (values: JsonObject, over: JsonObject) => void;
  /** Gives up what I have changed. */
  readonly giveUp: () => void;
}

function text(value: Json | undefined): string {
  return value === undefined || value === null || value === "" ? "–" : typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** Somebody else has changed the same thing meanwhile: shows both, field by field, and lets one choose. */
export function ConflictDialogue({ conflict, save, giveUp }: ConflictProps) {
  const { seen, mine, theirs } = conflict;
  const both = clashes(seen, mine, theirs);
  const [kept, setKept] = useState<Readonly<Record<string, "mine" | "theirs">>>({});
  const id = useId();
  return (
    <Dialog open maxWidth="md" fullWidth aria-labelledby={id}>
      <DialogTitle id={id}>{t("Somebody else has changed this meanwhile")}</DialogTitle>
      <DialogContent>
        <DialogContentText>
          {both.length === 0
            ? t("Their changes and yours are in different fields. Save keeps both.")
            : t("Choose for each field whose value stays. Everything else that was changed, by you or by them, is kept.")}
        </DialogContentText>
        {both.length > 0 && (
          <Table size="small">
            <TableHead>
              <TableRow>
                <TableCell>{t("Field")}</TableCell>
                <TableCell>{t("You had seen")}</TableCell>
                <TableCell>{t("Keep")}</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {both.map(({ path, seen: was, mine: my, theirs: their }) => {
                const name = path.join(".");
                return (
                  <TableRow key={name}>
                    <TableCell component="th" scope="row">
                      {path.map(worded).join(" › ")}
                    </TableCell>
                    <TableCell>{text(was)}</TableCell>
                    <TableCell>
                      <RadioGroup
                        aria-label={name}
                        value={kept[name] ?? "theirs"}
                        onChange={(_, choice) => {
                          setKept({ ...kept, [name]: choice === "mine" ? "mine" : "theirs" });
                        }}
                      >
                        <FormControlLabel value="theirs" control={<Radio size="small" />} label={t("Theirs: {text}", { text: text(their) })} />
                        <FormControlLabel value="mine" control={<Radio size="small" />} label={t("Mine: {text}", { text: text(my) })} />
                      </RadioGroup>
                    </TableCell>
                  </TableRow>
                );
              })}
            </TableBody>
          </Table>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={giveUp}>{t("Discard my changes")}</Button>
        <Button
          variant="contained"
          onClick={() => {
            save(
              reconcile(seen, mine, theirs, (name) => kept[name] ?? "theirs"),
              theirs,
            );
          }}
        >
          {t("Save")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
