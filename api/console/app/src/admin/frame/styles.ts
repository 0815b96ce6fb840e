import createCache, { type EmotionCache } from "@emotion/cache";

/** Orders the sheets of a page: what holds everywhere comes before what components say. */
const rules = { everywhere: [] as CSSStyleSheet[], components: [] as CSSStyleSheet[] };

function publish(): void {
  document.adoptedStyleSheets = [...rules.everywhere, ...rules.components];
}

interface SheetOptions {
  readonly key: string;
}

/**
 * Where Emotion puts its rules: sheets that scripts construct, which the page's policy permits, and not `style` elements, which
 * it refuses. Emotion makes more of the kind itself for global styles, with the same constructor.
 */
class AdoptedSheet {
  readonly isSpeedy = true;
  readonly key: string;
  readonly container = document.head;
  readonly tags: HTMLStyleElement[] = [];
  private readonly sheet = new CSSStyleSheet();

  constructor({ key }: SheetOptions) {
    this.key = key;
    (key.endsWith("-global") ? rules.everywhere : rules.components).push(this.sheet);
    publish();
  }

  /** Nothing is rendered on a server. */
  hydrate(): void {
    return;
  }

  insert(rule: string): void {
    try {
      this.sheet.insertRule(rule, this.sheet.cssRules.length);
    } catch {
      // A selector of another browser, such as ::-moz-focus-inner, which this one cannot read and need not.
    }
  }

  flush(): void {
    this.sheet.replaceSync("");
    rules.everywhere = rules.everywhere.filter((sheet) => sheet !== this.sheet);
    publish();
  }
}

/** The styles of all components, without a single inline style sheet. */
export function styles(): EmotionCache {
  const cache = createCache({ key: "css" });
  cache.sheet = new AdoptedSheet({ key: "css" }) as unknown as EmotionCache["sheet"];
  return cache;
}
