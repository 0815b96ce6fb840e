/** What a client needs of the world. */
export interface Surroundings {
  /** Milliseconds that never go back and go on while the machine sleeps. */
  now(): number;

  /** Wall-clock time, epoch milliseconds. */
  epochMs(): number;

  /** At least 0 and less than 1. */
  random(): number;

  /** A new installation id, which nobody can guess. */
  installation(): string;

  /** Calls back after so many milliseconds, or later when the browser saves power. Returns what cancels it. */
  after(ms: number, call: () => void): () => void;

  /** Whether timers may come late because nobody looks at the page. */
  hidden(): boolean;
}

/** setTimeout takes no more. */
const LONGEST_TIMER_MS = 2_147_483_647;

/** The browser's own. Works in Node too, where no page is ever hidden. */
export function browserSurroundings(): Surroundings {
  let ahead = 0;
  let last = 0;
  return {
    now() {
      // performance.now() stands still while some machines sleep, and the wall clock may be set back.
      const wall = Date.now();
      ahead += Math.max(0, last - (wall + ahead));
      last = wall + ahead;
      return last;
    },
    epochMs: () => Date.now(),
    random: () => Math.random(),
    installation() {
      const bytes = crypto.getRandomValues(new Uint8Array(16));
      return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
    },
    after(ms, call) {
      const timer = setTimeout(call, Math.min(Math.max(0, ms), LONGEST_TIMER_MS));
      return () => {
        clearTimeout(timer);
      };
    },
    hidden: () => typeof document !== "undefined" && document.hidden,
  };
}
