import { t } from "../../language/words";
import type { components } from "../generated/api";
import { over } from "./connection";
import { problemOf, ProblemError } from "./problem";

/** The administrator's session of this browser. Its reference is in a cookie that no script can read. */
export type AdminSession = components["schemas"]["OwnSession"];
export type Me = components["schemas"]["Me"];

let session: AdminSession | undefined;
let asked: Promise<AdminSession | undefined> | undefined;
let me: Promise<Me> | undefined;

/** What every change must carry; of no length when nobody is signed in. */
export function csrfToken(): string {
  return session?.csrfToken ?? "";
}

/** The session this browser has, if any; asks the server once a page load, and who asks meanwhile waits for the same answer. */
export async function current(): Promise<AdminSession | undefined> {
  return session ?? (await (asked ??= ask().finally(() => (asked = undefined))));
}

async function ask(): Promise<AdminSession | undefined> {
  const answer = await fetch("/api/v1/session");
  if (answer.ok) {
    session = (await answer.json()) as AdminSession;
  } else {
    // Read to its end in any case: a browser does not count an answer as over before.
    const problem = await problemOf(answer);
    if (answer.status !== 401 && answer.status !== 404) {
      throw problem;
    }
  }
  return session;
}

/** Signs in. @throws ProblemError with a sentence for the form */
export async function begin(login: string, password: string): Promise<AdminSession> {
  return renewed(await sent("POST", "/api/v1/session", { login, password }));
}

/** Sets one's own password; every session ends, and this browser has a new one. */
export async function changePassword(present: string, password: string): Promise<AdminSession> {
  return renewed(await sent("PUT", "/api/v1/me/password", { current: present, password }));
}

export async function end(): Promise<void> {
  if (session !== undefined) {
    const token = session.csrfToken;
    forget();
    await fetch("/api/v1/session", { method: "DELETE", headers: { "X-CSRF-Token": token } });
  }
}

/** The server knows this session no more, nor what was begun with it. */
export function forget(): void {
  session = undefined;
  me = undefined;
  over();
}

/** Who one is and what one may do; asks the server once a sign-in, and again after a failure. */
export function whoAmI(): Promise<Me> {
  return (me ??= askWho().catch((fault: unknown) => {
    me = undefined;
    throw fault;
  }));
}

async function askWho(): Promise<Me> {
  const answer = await fetch("/api/v1/me");
  if (!answer.ok) {
    throw await problemOf(answer);
  }
  return (await answer.json()) as Me;
}

async function sent(method: string, path: string, body: object): Promise<Response> {
  const headers = { "Content-Type": "application/json", "X-CSRF-Token": csrfToken() };
  return await fetch(path, { method, headers, body: JSON.stringify(body) });
}

async function renewed(answer: Response): Promise<AdminSession> {
  if (!answer.ok) {
    const problem = await problemOf(answer);
    throw problem.problem.code === "credentials" ? new ProblemError({ ...problem.problem, detail: t("Login or password is wrong.") }) : problem;
  }
  me = undefined;
  // Whatever was begun with the session before it has ended with it.
  over();
  return (session = (await answer.json()) as AdminSession);
}
