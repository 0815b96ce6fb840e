import { ProblemError } from "./problem";

/** How many requests are under way at once: enough that no row waits for the network, and few enough that others are served too. */
const AT_ONCE = 4;
const ATTEMPTS = 5;
const UNTIL_NEXT_MS = 1_000;

/** Does it for each, a few at a time and in their order; ends with the first failure, or when it is given up. */
export async function together<T>(all: readonly T[], signal: AbortSignal, each: (one: T) => Promise<void>): Promise<void> {
  const waiting = all.values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const one of waiting) {
        if (signal.aborted) {
          return;
        }
        await each(one);
      }
    }),
  );
}

/** Whether the same request may succeed a little later: the server is busy, does not know the outcome, or is at another of the same key. */
function passes(error: unknown): error is ProblemError {
  return error instanceof ProblemError && (error.status === 429 || error.status === 503 || (error.status === 409 && error.retryAfterSeconds !== undefined));
}

/** Sends what may be sent again, again, as long as the server asks for patience. */
export async function patiently<T>(signal: AbortSignal, send: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send();
    } catch (error) {
      if (!passes(error) || attempt === ATTEMPTS || signal.aborted) {
        throw error;
      }
      const wait = error.retryAfterSeconds === undefined ? UNTIL_NEXT_MS * attempt : error.retryAfterSeconds * 1_000;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}
