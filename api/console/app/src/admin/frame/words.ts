import polyglotI18nProvider from "ra-i18n-polyglot";
import english from "ra-language-english";
import type { TranslationMessages } from "react-admin";

import { LANGUAGE, LANGUAGES } from "../../language/language";
import { t } from "../../language/words";

interface Texts {
  readonly [name: string]: string | Texts;
}

function translated(texts: Texts): Texts {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, typeof text === "string" ? t(text) : translated(text)]));
}

/** The texts of react-admin itself; those of pages stand where they are shown. Both are in the same catalogues. */
export const words = polyglotI18nProvider(
  () => translated(english as unknown as Texts) as unknown as TranslationMessages,
  LANGUAGE,
  [{ locale: LANGUAGE, name: LANGUAGES[LANGUAGE] }],
  { allowMissing: true },
);
