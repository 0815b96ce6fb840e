import { expect, test as base, type BrowserContext, type Page } from "@playwright/test";

import { awaited } from "./quiet.ts";
import { Sightline } from "./sightline.ts";

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
      const context = await browser.newContext();
      opened.push(context);
      watch(context, faults, expected);
      return context.newPage();
    });
    await Promise.all(opened.map((context) => context.close()));
  },
});

function watch(context: BrowserContext, faults: string[], expected: Set<string>): void {
  awaited(context);
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

export { accessible, pictured, stands } from "./looks.ts";
export { expect };
