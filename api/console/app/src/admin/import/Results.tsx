import { Alert, Box, Button, LinearProgress, Table, TableBody, TableCell, TableHead, TableRow, Typography } from "@mui/material";

import { t } from "../../language/words";
import type { CellFault, Checked } from "./check";
import type { ImportKind } from "./kinds";

/** So many faults are shown at once; the report has all of them. */
const SHOWN = 100;

/** How far a check or an import has come. */
export function Progress({ label, done, of, stop }: { readonly label: string; readonly done: number; readonly of: number; readonly stop: () => void }) {
  const percent = of === 0 ? 0 : Math.floor((done / of) * 100);
  return (
    <>
      <LinearProgress variant="determinate" value={percent} aria-label={label} />
      <Box sx={{ display: "flex", justifyContent: "space-between", alignItems: "center", mt: 1 }}>
        <Typography>{t("{label}: {done} of {of, plural, one {# row} other {# rows}}", { label, done, of })}</Typography>
        <Button onClick={stop}>{t("Stop")}</Button>
      </Box>
      {/* Told in tens, since nobody wants to hear every row. */}
      <Box role="status" sx={{ position: "absolute", width: "1px", height: "1px", overflow: "hidden", clipPath: "inset(50%)" }}>
        {t("{label}, {percent} percent", { label, percent: percent - (percent % 10) })}
      </Box>
    </>
  );
}

/** What an import would do. */
export function Summary({ kind, checked, rows }: { readonly kind: ImportKind; readonly checked: Checked; readonly rows: number }) {
  const there = checked.ready.filter((row) => row.there !== undefined).length;
  const left = rows - checked.ready.length;
  return (
    <Alert severity={left > 0 ? "warning" : "success"} role="status">
      {t("{ready} would be added. {there, plural, one {# is} other {# are}} there already and would not be made again. ", { ready: kind.counted(checked.ready.length - there), there })}
      {left > 0 && t("{left, plural, one {# row has} other {# rows have}} faults and would be left out. ", { left })}
      {t("Nothing was changed yet.")}
    </Alert>
  );
}

/** Each fault with its line, its column, and what to do. */
export function Faults({ faults, second = t("Column") }: { readonly faults: readonly CellFault[]; readonly second?: string }) {
  if (faults.length === 0) {
    return null;
  }
  return (
    <Box sx={{ overflowX: "auto" }}>
      <Table size="small" aria-label={t("Faults")} sx={{ mt: 2 }}>
        <TableHead>
          <TableRow>
            <TableCell align="right">{t("Line")}</TableCell>
            <TableCell>{second}</TableCell>
            <TableCell>{t("What to do")}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {faults.slice(0, SHOWN).map(({ line, column, says }, i) => (
            <TableRow key={i}>
              <TableCell align="right">{line}</TableCell>
              <TableCell sx={{ overflowWrap: "anywhere" }}>{column === "" ? "–" : column}</TableCell>
              <TableCell>{says}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {faults.length > SHOWN && <Typography variant="body2" sx={{ mt: 1 }}>{t("And {faults, plural, one {# more} other {# more}}; the report has all of them.", { faults: faults.length - SHOWN })}</Typography>}
    </Box>
  );
}
