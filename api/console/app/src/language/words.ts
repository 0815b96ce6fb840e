import { IntlMessageFormat, type Formatters } from "intl-messageformat";

import { LANGUAGE, type Language } from "./language";

type Catalogue = Readonly<Record<string, string>>;

const CATALOGUES: Readonly<Record<Exclude<Language, "en">, () => Promise<{ readonly default: Catalogue }>>> = {
  pl: () => import("./pl.json"),
};

// Awaited by every module that has texts: they can be constants, and none is drawn before it can be read. English waits for nothing.
const CATALOGUE: Catalogue = LANGUAGE === "en" ? {} : (await CATALOGUES[LANGUAGE]()).default;

const formats = new Map<string, IntlMessageFormat>();

/** Plurals are those of the texts' language; numbers are written as whoever looks writes them. */
const FORMATTERS: Formatters = {
  getNumberFormat: (_, options) => new Intl.NumberFormat(undefined, options),
  getDateTimeFormat: (_, options) => new Intl.DateTimeFormat(undefined, options),
  getPluralRules: (_, options) => new Intl.PluralRules(LANGUAGE, options),
};

/** A text that is a value before it is translated; made by {@link message} alone. */
export type Message = string & { readonly message: unique symbol };

/** Marks an English text that is translated where it is shown. */
export function message(english: string): Message {
  return english as Message;
}

/**
 * A text in the language of the page.
 *
 * @param english the text in English, which is its key in every catalogue; ICU's message syntax, with plurals
 * @param values what stands in the braces
 */
export function t(english: string, values?: Readonly<Record<string, string | number>>): string {
  const text = CATALOGUE[english] ?? english;
  if (values === undefined) {
    return text;
  }
  const format = formats.get(text) ?? new IntlMessageFormat(text, LANGUAGE, undefined, { ignoreTag: true, formatters: FORMATTERS });
  formats.set(text, format);
  return format.format(values) as string;
}
