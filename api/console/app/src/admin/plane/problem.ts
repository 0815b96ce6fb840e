import { HttpError } from "react-admin";

import { t } from "../../language/words";
import type { components } from "../generated/api";

export type Problem = components["schemas"]["Problem"];

/** Faults by the fields of a form, nested as its values are; a text at each leaf. */
export interface FieldFaults {
  [field: string]: string | FieldFaults;
}

/** The segments of a JSON Pointer (RFC 6901). */
export function segments(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** The faults of a problem where a form shows them; what points at no field belongs to the whole form. */
export function fieldFaults(problem: Problem): FieldFaults {
  const faults: FieldFaults = {};
  for (const { pointer, message } of problem.errors ?? []) {
    let at = faults;
    const path = segments(pointer);
    // The place in a list is nobody's field: its list is.
    while (path.length > 1 && /^\d+$/.test(path.at(-1) ?? "")) {
      path.pop();
    }
    const last = path.pop();
    if (last === undefined) {
      continue;
    }
    for (const segment of path) {
      const inner = at[segment];
      at = typeof inner === "object" ? inner : (at[segment] = {});
    }
    at[last] ??= message;
  }
  return faults;
}

/** The sentence that says what went wrong, and what to do where the server knows. */
export function sentence(problem: Problem): string {
  const faults = (problem.errors ?? []).map(({ pointer, message }) => (pointer === "" ? message : `${segments(pointer).join(" › ")}: ${message}`));
  return [problem.detail ?? problem.title, ...faults].join(" · ");
}

/** An answer that is no success, as react-admin expects one: `body.errors` lands on the fields of a form. */
export class ProblemError extends HttpError {
  readonly problem: Problem;
  readonly retryAfterSeconds: number | undefined;

  constructor(problem: Problem, retryAfterSeconds?: number) {
    const faults = fieldFaults(problem);
    super(sentence(problem), problem.status, Object.keys(faults).length > 0 ? { errors: faults } : {});
    // react-admin makes every error of its kind an HttpError and no more.
    Object.setPrototypeOf(this, new.target.prototype);
    this.problem = problem;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** The faults of a form's fields that a refusal names, as react-admin takes them; undefined when it names none. */
export function faultsOf(error: unknown): unknown {
  return error instanceof ProblemError ? (error.body as { errors?: unknown } | undefined)?.errors : undefined;
}

/** What to say of an attempt that has failed. */
export function told(error: unknown): string {
  if (error instanceof ProblemError && error.status === 429) {
    return t("Too many attempts. Try again in {retryAfterSeconds} seconds.", { retryAfterSeconds: error.retryAfterSeconds ?? 60 });
  }
  return error instanceof ProblemError ? error.message : t("The server cannot be reached. Try again.");
}

/** What an answer says that is no success, also when something before the server gave it. */
export async function problemOf(answer: Response): Promise<ProblemError> {
  const seconds = Number(answer.headers.get("Retry-After") ?? Number.NaN);
  const retry = Number.isFinite(seconds) ? seconds : undefined;
  if (answer.headers.get("Content-Type")?.includes("problem+json") === true) {
    return new ProblemError((await answer.json()) as Problem, retry);
  }
  const requestId = answer.headers.get("X-Request-Id") ?? "";
  return new ProblemError(
    { type: "about:blank", title: t("The server answered {status}", { status: answer.status }), status: answer.status, code: "internal", requestId },
    retry,
  );
}
