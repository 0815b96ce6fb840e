/** The languages that the texts are in, by their BCP 47 tags, each with its own name for itself. English is the texts' source. */
export const LANGUAGES = { en: "English", pl: "Polski" } as const;

export type Language = keyof typeof LANGUAGES;

const KEPT = "sightline.language";

/**
 * The language of this page, for as long as it is open: what was chosen here, or the first that the browser asks for and there is, or English.
 *
 * @param asked tags in order of preference, such as `pl-PL`
 */
export function languageOf(chosen: string | null, asked: readonly string[]): Language {
  const wanted = [...(chosen === null ? [] : [chosen]), ...asked].map((tag) => tag.split("-")[0]?.toLowerCase());
  return wanted.find((tag): tag is Language => tag !== undefined && Object.hasOwn(LANGUAGES, tag)) ?? "en";
}

/** Reads the page anew in another language, which this browser remembers. */
export function choose(language: Language): void {
  localStorage.setItem(KEPT, language);
  location.reload();
}

// Rules are tested outside a browser, too.
const BROWSER = typeof document !== "undefined";

export const LANGUAGE: Language = BROWSER ? languageOf(localStorage.getItem(KEPT), navigator.languages) : "en";

/** The languages that the page is not in, with their names. */
export const OTHERS = (Object.entries(LANGUAGES) as [Language, string][]).filter(([language]) => language !== LANGUAGE);

if (BROWSER) {
  document.documentElement.lang = LANGUAGE;
}
