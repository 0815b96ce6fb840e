import { t } from "../../language/words";
import type { Json, JsonObject } from "../plane/patch";
import type { Sheet, SheetRow } from "./csv";
import { existing, type ImportColumn, type ImportKind, type Wish } from "./kinds";
import { meaning, ruleOf, type Rule, type SchemasByName } from "./rules";
import { together } from "../plane/together";

/** Which column of the file each thing is in, by the thing's path. */
export type Mapping = Readonly<Record<string, number>>;

/** One cell that cannot be taken as it is. */
export interface CellFault {
  readonly line: number;
  /** As the file names it; empty for a whole row. */
  readonly column: string;
  /** What to do about it. */
  readonly says: string;
}

/** One row that has passed. */
export interface Ready extends Wish {
  readonly line: number;
  /** The id of what is there already, which is not made again. */
  readonly there?: string;
}

export interface Checked {
  readonly ready: readonly Ready[];
  readonly faults: readonly CellFault[];
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
}

/** Where each thing probably is: by its name, its path or what else files call it; each column is one thing at most. */
export function guessed(columns: readonly ImportColumn[], headers: readonly string[]): Mapping {
  const mapping: Record<string, number> = {};
  const taken = new Set<number>();
  const names = headers.map(plain);
  for (const { path, label, also = [] } of columns) {
    const called = [path, path.split(".").at(-1) ?? "", ...[label, t(label)].flatMap((each) => [each, each.replace(/\(.*/, "")]), ...also].map(plain);
    const at = names.findIndex((name, i) => !taken.has(i) && called.includes(name));
    if (at >= 0) {
      mapping[path] = at;
      taken.add(at);
    }
  }
  return mapping;
}

/** What is needed and in no column yet. */
export function unmapped({ columns }: ImportKind, mapping: Mapping): readonly ImportColumn[] {
  return columns.filter(({ path, needed }) => needed === true && mapping[path] === undefined);
}

/** A path's value in a body, with what it is nested in. */
function put(body: Record<string, Json | undefined>, path: string, value: Json): void {
  const [name = "", ...inner] = path.split(".");
  body[name] = inner.length === 0 ? value : { ...(body[name] as JsonObject | undefined), [inner.join(".")]: value };
}

/** Holds every row to the server's rules, without asking it anything. @param fixed what every body has unless its row says otherwise */
export function checkedRows(kind: ImportKind, sheet: Sheet, mapping: Mapping, schemas: SchemasByName, fixed: JsonObject): Checked {
  const ready: Ready[] = [];
  const faults: CellFault[] = [];
  const seen = new Map<string, number>();
  const mapped = kind.columns.flatMap((column) => {
    const at = mapping[column.path];
    const rule: Rule = column.apart === true ? ruleOf(schemas, "Named", "id") ?? { type: "text" } : ruleOf(schemas, kind.schema, column.path) ?? { type: "text" };
    return at === undefined ? [] : [{ column, at, rule }];
  });
  for (const row of sheet.rows) {
    const before = faults.length;
    const fault = (column: string, says: string) => faults.push({ line: row.line, column, says });
    const body: Record<string, Json | undefined> = { ...fixed };
    const apart: Record<string, string> = {};
    for (const { column, at, rule } of mapped) {
      const text = cell(row, at, column);
      const name = sheet.headers[at] ?? "";
      if (text === "") {
        if (column.needed === true) {
          fault(name, t("Fill it in"));
        }
        continue;
      }
      const meant = meaning(rule, text);
      const says = "says" in meant ? meant.says : kind.check?.(column.path, meant.value);
      if (says !== undefined || "says" in meant) {
        fault(name, says ?? "");
      } else if (column.apart === true) {
        apart[column.path] = text;
      } else {
        put(body, column.path, meant.value);
      }
    }
    if (row.fault !== undefined) {
      fault("", row.fault);
    }
    if (row.cells.slice(sheet.headers.length).some((more) => more.trim() !== "")) {
      fault("", t("The row has {cells} cells and the first line {headers}. Put cells with commas or semicolons in quotation marks.", { cells: row.cells.length, headers: sheet.headers.length }));
    }
    const key = apart[kind.key] ?? (body[kind.key] as string | undefined) ?? "";
    const first = seen.get(key);
    if (key !== "" && first !== undefined) {
      fault(sheet.headers[mapping[kind.key] ?? -1] ?? "", t("It is in line {first} already. Remove one of the two", { first }));
    }
    seen.set(key, first ?? row.line);
    if (faults.length === before) {
      ready.push({ line: row.line, key, body, apart });
    }
  }
  return { ready, faults };
}

function cell({ cells }: SheetRow, at: number, { secret }: ImportColumn): string {
  const text = cells[at] ?? "";
  return secret === true ? text : text.trim();
}

/** Asks the server who is there already, and whether what rows refer to is there. @param progress how many rows are done */
export async function checkedAgainst(kind: ImportKind, sheet: Sheet, mapping: Mapping, rows: Checked, progress: (done: number) => void, signal: AbortSignal): Promise<Checked> {
  const faults = [...rows.faults];
  const wrong = new Set<number>();
  for (const column of kind.columns) {
    const { names, path } = column;
    if (names === undefined || mapping[path] === undefined) {
      continue;
    }
    const named = (row: Ready) => (column.apart === true ? row.apart[path] : (row.body[path] as string | undefined));
    const found = await existing(names, [...new Set(rows.ready.flatMap((row) => named(row) ?? []))], signal);
    for (const row of rows.ready) {
      const id = named(row);
      if (id !== undefined && !found.has(id)) {
        faults.push({ line: row.line, column: sheet.headers[mapping[path]] ?? "", says: t("There is no such one, or it is not for you to see: {id}", { id }) });
        wrong.add(row.line);
      }
    }
  }
  const ready: Ready[] = [];
  let done = 0;
  await together(rows.ready.filter(({ line }) => !wrong.has(line)), signal, async (row) => {
    const there = await kind.find(row.key, signal);
    ready.push({ ...row, ...(there === undefined ? {} : { there }) });
    progress(++done);
  });
  return { ready: ready.sort((one, other) => one.line - other.line), faults: faults.sort((one, other) => one.line - other.line) };
}
