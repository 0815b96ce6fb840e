import { readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { checkedRows, guessed, unmapped } from "../../src/admin/import/check";
import { decoded, FileFault, MOST_ROWS, parse, written } from "../../src/admin/import/csv";
import { IMPORTS, type ImportKind } from "../../src/admin/import/kinds";
import { meaning, ruleOf, type SchemasByName } from "../../src/admin/import/rules";
import { nameOf, report } from "../../src/admin/import/run";

const { components } = JSON.parse(readFileSync(join(import.meta.dirname, "..", "..", "..", "..", "target", "openapi.json"), "utf8")) as {
  components: { schemas: SchemasByName };
};
const { schemas } = components;
const kind = (name: string) => IMPORTS.find((one) => one.name === name) as ImportKind;
const bytes = (text: string) => new TextEncoder().encode(text).buffer;

describe("a file", () => {
  it("is read whatever is between its cells and at the end of its lines, with a mark of its byte order or without", () => {
    for (const text of ["login,name\r\nada,Ada\r\n", "\ufefflogin;name\nada;Ada\n", "login\tname\rada\tAda"]) {
      expect(parse(decoded(bytes(text)))).toEqual({ headers: ["login", "name"], rows: [{ line: 2, cells: ["ada", "Ada"] }] });
    }
  });

  it("says of each row the line it begins at, also after lines in quotes and empty ones", () => {
    const sheet = parse('login,name\n\nada,"Ada, of\n""Long"" Lane"\n\n\nbob,Bob\n');
    expect(sheet.rows).toEqual([
      { line: 3, cells: ["ada", 'Ada, of\n"Long" Lane'] },
      { line: 7, cells: ["bob", "Bob"] },
    ]);
  });

  it("is refused with what to do when it is no text, has no rows, or too many", () => {
    expect(() => decoded(new Uint8Array([0xc4, 0x0a]).buffer)).toThrow("CSV UTF-8");
    expect(() => parse("login,name\n")).toThrow(FileFault);
    expect(() => parse(`login\n${"a\n".repeat(MOST_ROWS + 1)}`)).toThrow("Divide it");
  });

  it("is written so that no spreadsheet takes a cell for a formula", () => {
    expect(written(["name"], [["=1+1"]])).toBe(`\ufeffname\r\n"'=1+1"\r\n`);
  });
});

describe("columns", () => {
  it("are guessed from what files call them, each for one thing", () => {
    expect(guessed(kind("users").columns, ["User name", "PASS", "Subscriber-Kind", "user_type", "Full name", "remarks"])).toEqual({
      login: 0,
      password: 1,
      subscriberKind: 2,
      userType: 3,
      name: 4,
    });
  });

  it("have to be there for what no row can do without", () => {
    expect(unmapped(kind("cameras"), { id: 0 }).map(({ path }) => path)).toEqual(["name"]);
  });

  it("are all known to the server", () => {
    for (const one of IMPORTS) {
      for (const { path } of one.columns.filter(({ apart }) => apart !== true)) {
        expect(ruleOf(schemas, one.schema, path), `${one.name} ${path}`).toBeDefined();
      }
    }
  });
});

describe("a cell", () => {
  const rule = (path: string, of = "CameraFields") => ruleOf(schemas, of, path) ?? { type: "text" as const };

  it("is what the server's rules make of it", () => {
    expect(meaning(rule("mac"), "00-1a-2b-3c-4d-5e")).toEqual({ value: "00:1A:2B:3C:4D:5E" });
    expect(meaning(rule("archiveDays"), "14")).toEqual({ value: 14 });
    expect(meaning(rule("enabled"), "No")).toEqual({ value: false });
    expect(meaning(rule("streams"), "high, low")).toEqual({ value: [{ type: "high" }, { type: "low" }] });
    expect(meaning(rule("occurredAt", "BillingRequest"), "2026-11-01T12:00:00Z")).toEqual({ value: "2026-11-01T12:00:00.000Z" });
  });

  it("or what to do about it", () => {
    expect(meaning(rule("mac"), "door")).toEqual({ says: "Write it as 00:1A:2B:3C:4D:5E" });
    expect(meaning(rule("archiveDays"), "4000")).toEqual({ says: "Write a number from 0 to 3650" });
    expect(meaning(rule("archiveDays"), "two")).toEqual({ says: "Write a whole number in digits" });
    expect(meaning(rule("subscriberKind", "BillingRequest"), "firm")).toEqual({ says: "Write one of individual, legal" });
    expect(meaning(rule("occurredAt", "BillingRequest"), "01/11/2026")).toHaveProperty("says");
    expect(meaning(rule("password", "NewB2bUser"), "short")).toEqual({ says: "Write at least 8 characters" });
  });
});

describe("rows", () => {
  const mapping = { id: 0, name: 1, archiveDays: 2, address: 3 };

  it("that keep the rules are ready to be sent, with what goes into requests of their own apart", () => {
    const sheet = parse("id,name,days,address\ndoor-1,Door,14,house\ndoor-2, Gate ,,\n");
    expect(checkedRows(kind("cameras"), sheet, mapping, schemas, {})).toEqual({
      ready: [
        { line: 2, key: "door-1", body: { name: "Door", archiveDays: 14 }, apart: { id: "door-1", address: "house" } },
        { line: 3, key: "door-2", body: { name: "Gate" }, apart: { id: "door-2" } },
      ],
      faults: [],
    });
  });

  it("that do not are named by line and column", () => {
    const sheet = parse('id,name,days,address\ndoor 1,Door,14,\ndoor-2,,x,\ndoor-3,A,,,more\ndoor-3,B,,\n"door-4,"C",,\n');
    expect(checkedRows(kind("cameras"), sheet, mapping, schemas, {}).faults.map(({ line, column }) => [line, column])).toEqual(
      expect.arrayContaining([[2, "id"], [3, "name"], [3, "days"], [4, ""], [5, "id"], [6, ""]]),
    );
  });

  it("nest what is nested, and keep a password as it is", () => {
    const sheet = parse('login,password,mail,phone\nbakery," Seven-grains ",a@b.example,1\n');
    const { ready } = checkedRows(kind("b2b-users"), sheet, { login: 0, password: 1, "particulars.email": 2, "particulars.phone": 3 }, schemas, {});
    expect(ready[0]?.body).toEqual({ login: "bakery", password: " Seven-grains ", particulars: { email: "a@b.example", phone: "1" } });
  });
});

it("names the same file alike and says nothing of what is in it", async () => {
  const file = (text: string, lastModified: number) => new File([text], "users.csv", { lastModified });
  expect(await nameOf(file("a", 1))).toBe(await nameOf(file("b", 1)));
  expect(await nameOf(file("a", 1))).not.toBe(await nameOf(file("a", 2)));
});

it("reports every row, in the order of the file", () => {
  const row = (line: number, key: string) => ({ line, key, body: {}, apart: {} });
  const text = report(
    kind("cameras"),
    [
      { row: row(4, "c"), state: "failed", says: "It is there already" },
      { row: row(2, "a"), state: "added", id: "a" },
    ],
    [{ line: 3, column: "mac", says: "Write it as 00:1A:2B:3C:4D:5E" }],
  );
  expect(text.split("\r\n")).toEqual(["\ufeffline,id,outcome,id,reason", "2,a,added,a,", "3,,not sent,,mac: Write it as 00:1A:2B:3C:4D:5E", "4,c,failed,,It is there already", ""]);
});
