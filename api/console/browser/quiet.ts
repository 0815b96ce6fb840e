import type { BrowserContext, Page, Request } from "@playwright/test";

/** A page that has shown nothing new for so long, and waits for no answer, is complete. */
const STILL_MS = 100;

const asking = new WeakMap<Page, Set<Request>>();

/** Notes from now on what the pages of a browser have asked for and not yet got; a stream of events never ends and does not count. */
export function awaited(context: BrowserContext): void {
  context.on("page", (page) => {
    const open = new Set<Request>();
    asking.set(page, open);
    page.on("request", (request) => {
      const streams = request.resourceType() === "eventsource" || request.headers()["accept"] === "text/event-stream";
      if (!streams) {
        open.add(request);
      }
    });
    const over = (request: Request) => {
      open.delete(request);
    };
    page.on("requestfinished", over);
    page.on("requestfailed", over);
  });
}

/** Waits until a page has all it has asked for, and changes no more. */
export async function quiet(page: Page): Promise<void> {
  const open = asking.get(page) ?? new Set<Request>();
  do {
    for (const request of open) {
      await request.response().then((answer) => answer?.finished(), () => undefined);
      open.delete(request);
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
