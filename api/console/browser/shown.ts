import { mkdirSync } from "node:fs";
import { join } from "node:path";

import AxeBuilder from "@axe-core/playwright";
import { expect, test as base, type BrowserContext, type Page } from "@playwright/test";

import { Sightline } from "./sightline.ts";

const PICTURES = join(import.meta.dirname, "..", "target", "screenshots");
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const SIZES = [
  [1280, 800, "desktop"],
  [375, 700, "phone"],
] as const;

interface Shown {
  readonly sightline: Sightline;
  /** What a page logged as an error, asked of another origin, or threw; empty at the end of every spec. */
  readonly faults: string[];
  /** Answers of an error's status that a spec means to provoke, such as `401 /v1/token`. */
  readonly expected: Set<string>;
  /** Another browser, with nothing of the first one's. */
  readonly another: () => Promise<Page>;
}

/** Playwright's test, with the Sightline that runs, in pages that keep to their origin and log no error. */
export const test = base.extend<Shown>({
  // eslint-disable-next-line no-empty-pattern
  sightline: async ({}, use) => {
    await use(new Sightline());
  },
  // eslint-disable-next-line no-empty-pattern
  expected: async ({}, use) => {
    await use(new Set());
  },
  faults: [
    async ({ context, expected }, use) => {
      const faults: string[] = [];
      watch(context, faults, expected);
      await use(faults);
      expect(faults).toEqual([]);
    },
    { auto: true },
  ],
  another: async ({ browser, faults, expected }, use) => {
    const opened: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext({ locale: "en-GB", timezoneId: "UTC" });
      opened.push(context);
      watch(context, faults, expected);
      return context.newPage();
    });
    await Promise.all(opened.map((context) => context.close()));
  },
});

function watch(context: BrowserContext, faults: string[], expected: Set<string>): void {
  context.on("page", (page) => {
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (message) => {
      // What a browser says of an answer of an error's status is told below, with the path.
      if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
        faults.push(message.text());
      }
    });
  });
  context.on("response", (response) => {
    const said = `${response.status()} ${new URL(response.url()).pathname}`;
    if (response.status() >= 400 && ![...expected].some((each) => said.startsWith(each))) {
      faults.push(said);
    }
  });
  context.on("request", (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (hostname !== "127.0.0.1" && protocol.startsWith("http")) {
      faults.push(`asks ${request.url()}`);
    }
  });
}

/** Has axe look for what WCAG 2.2 AA forbids, in light and dark. */
export async function accessible(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ""}`).join("\n")}`),
      colorScheme,
    ).toEqual([]);
  }
}

/** Takes the page's picture, light and dark, as on a desk and on a phone, where nothing may stick out to the side. */
export async function pictured(page: Page, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  const before = page.viewportSize();
  for (const colorScheme of ["light", "dark"] as const) {
    for (const [width, height, size] of SIZES) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height });
      await page.screenshot({ path: join(PICTURES, `${name}-${colorScheme}-${size}.png`), animations: "disabled" });
      expect(await page.evaluate(() => document.documentElement.scrollWidth), `${name} at ${width}`).toBeLessThanOrEqual(width);
    }
  }
  if (before !== null) {
    await page.setViewportSize(before);
  }
  await page.emulateMedia({ colorScheme: null });
}

/** Both of the above: what every page has to stand. */
export async function stands(page: Page, name: string): Promise<void> {
  await accessible(page);
  await pictured(page, name);
}

export { expect };
