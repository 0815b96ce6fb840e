import { useSyncExternalStore, type MouseEvent } from "react";

/** Where this application lies on its server. */
const BASE = "/client/";

export const PAGES = ["", "belongings", "sub-users", "notifications", "tariffs", "account"] as const;

/** A page by its address below the base; the devices have none. */
export type PageId = (typeof PAGES)[number];

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("popstate", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("popstate", listener);
  };
}

function here(): PageId {
  const path = location.pathname.slice(BASE.length).replace(/\/$/, "");
  return PAGES.find((page) => page === path) ?? "";
}

/** The page that the address names; the devices where it names none. */
export function usePage(): PageId {
  return useSyncExternalStore(subscribe, here);
}

/** What makes a link lead to a page without loading the application again; a new tab and the like stay the browser's. */
export function linkTo(page: PageId): { href: string; onClick: (event: MouseEvent) => void } {
  return {
    href: BASE + page,
    onClick: (event) => {
      if (event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) {
        event.preventDefault();
        history.pushState(null, "", BASE + page);
        listeners.forEach((listener) => {
          listener();
        });
      }
    },
  };
}
