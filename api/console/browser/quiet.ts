import type { BrowserContext, Page, Request } from "@playwright/test";

/** A page that has shown nothing new for so long, and waits for no answer, is complete. */
const STILL_MS = 100;

/** What a page waits for, each with how to wait for its end: a response that is given up half read never says itself that it is over. */
type Open = Map<Request, { readonly over: Promise<void>; readonly end: () => void }>;

const asking = new WeakMap<Page, Open>();

/** Notes from now on what the pages of a browser have asked for and not yet got; a stream of events never ends and does not count. */
export function awaited(context: BrowserContext): void {
  context.on("page", (page) => {
    const open: Open = new Map();
    asking.set(page, open);
    page.on("request", (request) => {
      const streams = request.resourceType() === "eventsource" || request.headers()["accept"] === "text/event-stream";
      if (!streams) {
        let end = () => {};
        const over = new Promise<void>((resolve) => {
          end = resolve;
        });
        open.set(request, { over, end });
      }
    });
    const ended = (request: Request) => {
      open.get(request)?.end();
      open.delete(request);
    };
    page.on("requestfinished", ended);
    page.on("requestfailed", ended);
  });
}

/** Waits until a page has all it has asked for, and changes no more. */
export async function quiet(page: Page): Promise<void> {
  const open: Open = asking.get(page) ?? new Map<Request, never>();
  do {
    for (const { over } of open.values()) {
      await over;
    }
    await page.evaluate(still, STILL_MS);
  } while (open.size > 0);
}

/** Runs in the page. */
function still(forMs: number): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      changes.disconnect();
      resolve();
    };
    let timer = setTimeout(end, forMs);
    const changes = new MutationObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(end, forMs);
    });
    changes.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  });
}
