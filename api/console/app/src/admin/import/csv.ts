import Papa from "papaparse";

import { t } from "../../language/words";

/** The most that is read of one file; larger ones are divided by whoever sends them. */
export const MOST_BYTES = 5 * 1024 * 1024;
export const MOST_ROWS = 5_000;
export const MOST_COLUMNS = 100;

/** One row of a file. */
export interface SheetRow {
  /** The line it begins at, from 1; a row is longer than a line where a cell in quotes is. */
  readonly line: number;
  readonly cells: readonly string[];
  /** What is wrong with its quotes. */
  readonly fault?: string;
}

/** What a file of CSV says. */
export interface Sheet {
  readonly headers: readonly string[];
  readonly rows: readonly SheetRow[];
}

/** A file that cannot be read at all; its message says what to do. */
export class FileFault extends Error {}

/** The text of a file: UTF-8, or UTF-16 where it says so; without the mark of its byte order. */
export function decoded(bytes: ArrayBuffer): string {
  if (bytes.byteLength > MOST_BYTES) {
    throw new FileFault(t("The file has {byteLength} MB; {MOST_BYTES} MB are read at most. Divide it.", { byteLength: (bytes.byteLength / 1024 / 1024).toFixed(1), MOST_BYTES: MOST_BYTES / 1024 / 1024 }));
  }
  const [first, second] = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
  try {
    return new TextDecoder(first === 0xff && second === 0xfe ? "utf-16le" : "utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new FileFault(t("The file is not in UTF-8. Save it again as “CSV UTF-8”."));
  }
}

/** Reads CSV with commas, semicolons or tabs, whatever ends its lines; the first row names the columns. */
export function parse(text: string): Sheet {
  let headers: readonly string[] | undefined;
  const rows: SheetRow[] = [];
  let line = 1;
  let end = 0;
  // It is guessed by rows of one length, and those that are empty have another.
  const { meta: guess } = Papa.parse(text, { delimitersToGuess: [",", ";", "\t"], skipEmptyLines: "greedy", preview: 10 });
  Papa.parse<string[]>(text, {
    delimiter: guess.delimiter,
    step: ({ data, errors, meta }) => {
      const at = line;
      line += text.slice(end, meta.cursor).match(/\r\n|\n|\r/g)?.length ?? 0;
      end = meta.cursor;
      if (data.every((cell) => cell.trim() === "")) {
        return;
      }
      if (headers === undefined) {
        headers = data.map((name, i) => (name.trim() === "" ? t("Column {i}", { i: i + 1 }) : name.trim()));
        return;
      }
      const quotes = errors.some(({ type }) => type === "Quotes");
      rows.push({ line: at, cells: data, ...(quotes ? { fault: t("A quotation mark is not closed, or stands alone. Write it twice within quotes.") } : {}) });
    },
  });
  if (headers === undefined || rows.length === 0) {
    throw new FileFault(t("The file has no rows. Its first line names the columns, and each line after it is one row."));
  }
  if (headers.length > MOST_COLUMNS) {
    throw new FileFault(t("The file has {headers} columns; {MOST_COLUMNS} are read at most.", { headers: headers.length, MOST_COLUMNS }));
  }
  if (rows.length > MOST_ROWS) {
    throw new FileFault(t("The file has {rows} rows; {MOST_ROWS} are imported at most at once. Divide it.", { rows: rows.length, MOST_ROWS }));
  }
  return { headers, rows };
}

/** Rows as a file that spreadsheets open as it is meant: with a mark of its byte order, and no cell that is taken for a formula. */
export function written(headers: readonly string[], rows: readonly (readonly string[])[]): string {
  return `\ufeff${Papa.unparse([[...headers], ...rows.map((row) => [...row])], { escapeFormulae: true, newline: "\r\n" })}\r\n`;
}

/** Has the browser save a text as a file. */
export function save(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}
