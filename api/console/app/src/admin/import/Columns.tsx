import { Box, Button, Table, TableBody, TableCell, TableHead, TableRow, TextField, Typography } from "@mui/material";

import { t } from "../../language/words";
import { unmapped, type Mapping } from "./check";
import type { Sheet } from "./csv";
import type { ImportColumn, ImportKind } from "./kinds";

interface ColumnsProps {
  readonly kind: ImportKind;
  readonly sheet: Sheet;
  readonly mapping: Mapping;
  readonly change: (mapping: Mapping) => void;
  readonly check: () => void;
  readonly back: () => void;
}

/** Which column of the file says what: guessed from their names, changed by whoever knows better. */
export function Columns({ kind, sheet, mapping, change, check, back }: ColumnsProps) {
  const missing = unmapped(kind, mapping);
  const unused = sheet.headers.filter((_, i) => !Object.values(mapping).includes(i));

  function chosen(path: string, at: number): void {
    // A column is one thing: whatever it was before, it is no more.
    const rest = Object.entries(mapping).filter(([other, column]) => other !== path && column !== at);
    change(Object.fromEntries(at < 0 ? rest : [...rest, [path, at]]));
  }

  return (
    <>
      <Typography sx={{ mb: 1 }}>{t("The file has {rows, plural, one {# row} other {# rows}} and {headers, plural, one {# column} other {# columns}}. Which column says what?", { rows: sheet.rows.length, headers: sheet.headers.length })}</Typography>
      <Table size="small" aria-label={t("Columns")}>
        <TableHead>
          <TableRow>
            <TableCell>{t("What is imported")}</TableCell>
            <TableCell>{t("Column of the file")}</TableCell>
            <TableCell sx={{ display: { xs: "none", sm: "table-cell" } }}>{t("In the first row")}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {kind.columns.map((column) => (
            <TableRow key={column.path}>
              <TableCell component="th" scope="row">
                {t(column.label)}
                {column.needed === true && " *"}
              </TableCell>
              <TableCell sx={{ width: { sm: "40%" } }}>
                <TextField
                  select
                  margin="none"
                  value={mapping[column.path] ?? -1}
                  slotProps={{ select: { native: true }, htmlInput: { "aria-label": t("Column of {label}", { label: t(column.label) }) } }}
                  onChange={(event) => {
                    chosen(column.path, Number(event.target.value));
                  }}
                >
                  <option value={-1}>–</option>
                  {sheet.headers.map((header, i) => (
                    <option key={i} value={i}>
                      {header}
                    </option>
                  ))}
                </TextField>
              </TableCell>
              <TableCell sx={{ display: { xs: "none", sm: "table-cell" }, overflowWrap: "anywhere" }}>{first(sheet, column, mapping)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {unused.length > 0 && (
        <Typography variant="body2" color="text.secondary" sx={{ mt: 1, overflowWrap: "anywhere" }}>
          {t("Not imported: {unused}", { unused: unused.join(", ") })}
        </Typography>
      )}
      <Box sx={{ display: "flex", gap: 1, mt: 2, flexWrap: "wrap", alignItems: "center" }}>
        <Button variant="contained" disabled={missing.length > 0} onClick={check}>
          {t("Check")}
        </Button>
        <Button onClick={back}>{t("Another file")}</Button>
        {missing.length > 0 && <Typography variant="body2">{t("Choose a column for {missing} first.", { missing: missing.map(({ label }) => t(label)).join(", ") })}</Typography>}
      </Box>
    </>
  );
}

function first(sheet: Sheet, { path, secret }: ImportColumn, mapping: Mapping): string {
  const at = mapping[path];
  const text = at === undefined ? "" : (sheet.rows[0]?.cells[at] ?? "");
  return secret === true && text !== "" ? "•••" : text;
}
