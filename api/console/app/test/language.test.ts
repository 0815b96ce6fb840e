import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { parse, TYPE, type MessageFormatElement } from "@formatjs/icu-messageformat-parser";
import english from "ra-language-english";
import ts from "typescript";
import { describe, expect, it } from "vitest";

import { one } from "../src/admin/kit/AuditList";
import { english as wordsOf } from "../src/admin/kit/text";
import { LANGUAGES, languageOf } from "../src/language/language";
import { t } from "../src/language/words";

const HERE = import.meta.dirname;
const SOURCES = join(HERE, "../src");
const CATALOGUES = Object.keys(LANGUAGES).filter((language) => language !== "en");

type Tree = { readonly [name: string]: unknown };

/** The texts that the pages ask for by themselves. */
function asked(): Set<string> {
  const texts = new Set<string>();
  for (const file of readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).filter((name) => /\.tsx?$/.test(name) && !name.includes("generated"))) {
    const source = ts.createSourceFile(file, readFileSync(join(SOURCES, file), "utf8"), ts.ScriptTarget.ES2022, true);
    const look = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && ["t", "message"].includes(node.expression.text)) {
        const [text] = node.arguments;
        if (text !== undefined && ts.isStringLiteralLike(text)) {
          texts.add(text.text);
        }
      }
      ts.forEachChild(node, look);
    };
    look(source);
  }
  return texts;
}

function leaves(tree: Tree): string[] {
  return Object.values(tree).flatMap((value) => (typeof value === "string" ? [value] : leaves(value as Tree)));
}

/** The words of everything that the server says in codes, and what the audit calls the parts of a route. */
function codes(): string[] {
  const description = JSON.parse(readFileSync(join(HERE, "../../../target/openapi.json"), "utf8")) as Tree & { readonly paths: Tree; readonly components: { readonly schemas: { readonly Areas: { readonly properties: Tree } } } };
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value === "object" && value !== null) {
      const { enum: several, const: single } = value as { enum?: unknown; const?: unknown };
      [...(Array.isArray(several) ? (several as unknown[]) : []), single].forEach((code) => typeof code === "string" && found.add(code));
      Object.values(value).forEach(look);
    }
  };
  look(description);
  Object.keys(description.components.schemas.Areas.properties).forEach((area) => found.add(area));
  const segments = new Set(Object.keys(description.paths).flatMap((path) => path.split("/")).filter((segment) => /^[a-z0-9-]+$/.test(segment) && !["api", "v1"].includes(segment)));
  // Orders of lists, kinds of content and rights are shown to nobody in words.
  return [...[...found].filter((code) => /^[a-z][a-z0-9_.-]*$/.test(code)).map(wordsOf), ...[...segments].flatMap((segment) => [wordsOf(segment).toLowerCase(), one(segment)])];
}

function argumentsOf(elements: readonly MessageFormatElement[]): string[] {
  return elements.flatMap((element) =>
    element.type === TYPE.plural || element.type === TYPE.select
      ? [element.value, ...Object.values(element.options).flatMap(({ value }) => argumentsOf(value))]
      : element.type === TYPE.argument
        ? [element.value]
        : [],
  );
}

function namesIn(text: string): string[] {
  return [...new Set(argumentsOf(parse(text, { ignoreTag: true })))].sort();
}

/** The framework has a blank choice, which is the same everywhere. */
const FRAMEWORK = new Set(leaves(english).filter((text) => text.trim() !== ""));
const WANTED = new Set([...asked(), ...FRAMEWORK, ...codes()]);

describe.each(CATALOGUES)("the catalogue of %s", (language) => {
  const catalogue = JSON.parse(readFileSync(join(SOURCES, "language", `${language}.json`), "utf8")) as Record<string, string>;

  it("has every text, and none besides", () => {
    expect([...WANTED].filter((text) => !Object.hasOwn(catalogue, text))).toEqual([]);
    expect(Object.keys(catalogue).filter((text) => !WANTED.has(text))).toEqual([]);
  });

  it("says the same of the same things", () => {
    for (const [text, translated] of Object.entries(catalogue)) {
      expect(translated.trim(), text).not.toBe("");
      expect([/^\s*/.exec(translated)?.[0], /\s*$/.exec(translated)?.[0]], text).toEqual([/^\s*/.exec(text)?.[0], /\s*$/.exec(text)?.[0]]);
      // The framework's own texts have another syntax.
      if (FRAMEWORK.has(text)) {
        expect([...translated.matchAll(/%\{\w+\}/g)].map(String).sort(), text).toEqual(expect.arrayContaining([...new Set([...text.matchAll(/%\{\w+\}/g)].map(String))]));
      } else {
        expect(namesIn(translated), text).toEqual(namesIn(text));
      }
    }
  });

  it("has every form of its plurals", () => {
    const forms = [...new Intl.PluralRules(language).resolvedOptions().pluralCategories].sort();
    const look = (text: string, elements: readonly MessageFormatElement[]): void => {
      for (const element of elements) {
        if (element.type === TYPE.plural) {
          expect(Object.keys(element.options).filter((form) => !form.startsWith("=")).sort(), text).toEqual(forms);
          Object.values(element.options).forEach(({ value }) => {
            look(text, value);
          });
        }
      }
    };
    for (const [text, translated] of Object.entries(catalogue)) {
      if (!FRAMEWORK.has(text)) {
        look(text, parse(translated, { ignoreTag: true }));
      }
    }
  });
});

it("speaks the language that was chosen, or the first that the browser asks for, or English", () => {
  expect(languageOf(null, ["pl-PL", "en-GB"])).toBe("pl");
  expect(languageOf("en", ["pl-PL"])).toBe("en");
  expect(languageOf(null, ["de-DE", "PL"])).toBe("pl");
  expect(languageOf("xx", ["de"])).toBe("en");
  expect(languageOf("constructor", [])).toBe("en");
});

it("says how many as one does", () => {
  expect([0, 1, 1_000].map((count) => t("{count, plural, one {# device} other {# devices}}", { count }))).toEqual(["0 devices", "1 device", `${new Intl.NumberFormat().format(1_000)} devices`]);
});

it("takes what people have written as it is", () => {
  expect(t("Delete {name}?", { name: "it's <b>{x}</b>" })).toBe("Delete it's <b>{x}</b>?");
});
