import createClient from "openapi-fetch";

import { t } from "../../language/words";
import type { components, paths } from "../generated/api";
import { current, over, OWN_PATH } from "./connection";
import { ProblemError, problemOf } from "./problem";
import { csrfToken } from "./session";

export type Schemas = components["schemas"];

/** For how long reads of lists ask for the change made last: lists follow within a second, so this is ample. */
const REMEMBERED_MS = 10_000;

let last = { token: "", at: 0 };

/** Names the change this page has made last, while a list might still lack it. */
export function lastChange(): string | undefined {
  return last.token !== "" && Date.now() - last.at < REMEMBERED_MS ? last.token : undefined;
}

/** A key for one request that may be sent again and is carried out once. */
export function once(): string {
  return crypto.randomUUID();
}

/** Sends a request as this session; what is the connected user's own, as that user. @throws ProblemError for every answer that is no success */
export async function send(request: Request): Promise<Response> {
  const answer = new URL(request.url).pathname.startsWith(OWN_PATH) ? await connected(request) : await mine(request);
  if (!answer.ok && answer.status !== 304) {
    throw await problemOf(answer);
  }
  const token = answer.headers.get("Sightline-Token");
  if (token !== null) {
    last = { token, at: Date.now() };
  }
  return answer;
}

function mine(request: Request): Promise<Response> {
  if (request.method !== "GET") {
    request.headers.set("X-CSRF-Token", csrfToken());
  }
  return fetch(request);
}

async function connected(request: Request): Promise<Response> {
  const token = current()?.token;
  if (token !== undefined) {
    const answer = await fetch(new Request(request, { credentials: "omit", headers: { ...Object.fromEntries(request.headers), Authorization: `Bearer ${token}` } }));
    if (answer.status !== 401) {
      return answer;
    }
    over();
  }
  // Of another status than 401, which would be the end of the administrator's own session.
  throw new ProblemError({ type: "about:blank", title: t("You are connected to this user no more"), status: 410, code: "gone", requestId: "" });
}

/** Every route of the admin plane with its types. What is no success is thrown, so `data` is there whenever the answer has one. */
export const api = createClient<paths>({ baseUrl: "", credentials: "same-origin", fetch: send });

/** The body of an answer that always has one. */
export async function got<T>(answer: Promise<{ data?: T }>): Promise<T> {
  const { data } = await answer;
  if (data === undefined) {
    throw new Error("the answer has no body");
  }
  return data;
}
