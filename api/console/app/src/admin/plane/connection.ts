import { useSyncExternalStore } from "react";

import type { components } from "../generated/api";
import { problemOf } from "./problem";

/** The user for whom the administrator acts in this tab, and what that is done with. */
export type Connection = Pick<components["schemas"]["NewActing"], "id" | "userId" | "reason" | "expiresAt" | "token">;

/** What begins with this is the connected user's own, asked for with the connection's token. */
export const OWN_PATH = "/api/v1/users/me/";

/** This tab's alone, gone with the tab; kept there so that a reload goes on. Names and addresses of mail are not in it. */
const KEPT = "sightline-connection";

const heard = new Set<() => void>();
let connection = kept();

function kept(): Connection | undefined {
  const text = typeof sessionStorage === "undefined" ? null : sessionStorage.getItem(KEPT);
  const found = text === null ? undefined : (JSON.parse(text) as Connection);
  return found !== undefined && Date.parse(found.expiresAt) > Date.now() ? found : undefined;
}

function changed(to: Connection | undefined): void {
  connection = to;
  if (to === undefined) {
    sessionStorage.removeItem(KEPT);
  } else {
    sessionStorage.setItem(KEPT, JSON.stringify(to));
  }
  heard.forEach((hear) => {
    hear();
  });
}

export function current(): Connection | undefined {
  return connection;
}

/** Hears of every beginning and end before anything is drawn anew. @returns what stops it */
export function listen(hear: () => void): () => void {
  heard.add(hear);
  return () => {
    heard.delete(hear);
  };
}

/** The connection of this tab, if any. */
export function useConnection(): Connection | undefined {
  return useSyncExternalStore(listen, current);
}

export function begun({ id, userId, reason, expiresAt, token }: Connection): void {
  changed({ id, userId, reason, expiresAt, token });
}

/** It is over, for the server knows it no more or its time has passed. */
export function over(): void {
  if (connection !== undefined) {
    changed(undefined);
  }
}

/** Ends it on the server, and then here: whoever is told that it has ended may rely on that. @throws ProblemError */
export async function disconnect(): Promise<void> {
  if (connection === undefined) {
    return;
  }
  const answer = await asked("DELETE", `${OWN_PATH}acting/${connection.id}`, connection.token);
  if (!answer.ok && answer.status !== 401 && answer.status !== 404) {
    throw await problemOf(answer);
  }
  over();
}

/** As whom one acts; nobody when it is over meanwhile. */
export async function whom(): Promise<components["schemas"]["Me"]["account"]> {
  if (connection === undefined) {
    return undefined;
  }
  const answer = await asked("GET", "/api/v1/me", connection.token);
  if (answer.status === 401) {
    over();
    return undefined;
  }
  if (!answer.ok) {
    throw await problemOf(answer);
  }
  return ((await answer.json()) as components["schemas"]["Me"]).account;
}

function asked(method: string, path: string, token: string): Promise<Response> {
  return fetch(path, { method, credentials: "omit", headers: { Authorization: `Bearer ${token}` } });
}
