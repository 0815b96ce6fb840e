import { t } from "../../language/words";
import { told } from "../plane/problem";
import { patiently, together } from "../plane/together";
import type { Ready } from "./check";
import { written } from "./csv";
import type { ImportKind } from "./kinds";

/** What became of a row. */
export interface Outcome {
  readonly row: Ready;
  readonly state: "added" | "there" | "failed";
  readonly id?: string;
  /** The server's word, of one that failed. */
  readonly says?: string;
}

/**
 * Names a file as one that is imported again: its name, size and time, so that nothing of what is in it goes into a key. The same
 * row of the same file has the same key whenever it is sent, and is carried out once.
 */
export async function nameOf(file: File): Promise<string> {
  const identity = new TextEncoder().encode(`${file.name}\n${file.size}\n${file.lastModified}`);
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", identity));
  return [...hash.slice(0, 12)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Sends rows, and tells of each what became of it as soon as it is known. */
export async function sent(kind: ImportKind, file: string, rows: readonly Ready[], tell: (outcome: Outcome) => void, signal: AbortSignal): Promise<void> {
  await together(rows, signal, async (row) => {
    try {
      const id = await patiently(signal, () => kind.send(row, row.there, `import.${file}.${row.line}`));
      tell({ row, state: row.there === undefined ? "added" : "there", id });
    } catch (error) {
      tell({ row, state: "failed", says: told(error) });
    }
  });
}

const WORDS: Readonly<Record<Outcome["state"], string>> = { added: t("added"), there: t("was there already"), failed: t("failed") };

/** The report of an import as a file. @param left rows that were not sent, for they had faults or the import was stopped */
export function report(kind: ImportKind, outcomes: readonly Outcome[], left: readonly { readonly line: number; readonly column?: string; readonly says: string }[]): string {
  const rows = [
    ...outcomes.map(({ row, state, id, says }) => ({ line: row.line, cells: [row.key, WORDS[state], id ?? "", says ?? ""] })),
    ...left.map(({ line, column, says }) => ({ line, cells: ["", t("not sent"), "", column === undefined || column === "" ? says : `${column}: ${says}`] })),
  ].sort((one, other) => one.line - other.line);
  return written(
    ["line", kind.key, "outcome", "id", "reason"],
    rows.map(({ line, cells }) => [String(line), ...cells]),
  );
}
