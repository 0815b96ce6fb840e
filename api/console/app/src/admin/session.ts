import createClient from "openapi-fetch";

import type { components, paths } from "./generated/api";

/** The administrator's session of this browser. Its reference is in a cookie that no script can read. */
export type AdminSession = components["schemas"]["OwnSession"];

const api = createClient<paths>({ credentials: "same-origin" });

/** The session this browser has, if any. */
export async function current(): Promise<AdminSession | undefined> {
  const { data } = await api.GET("/api/v1/session");
  return data;
}

/** Signs in; the text says why not. */
export async function begin(login: string, password: string): Promise<AdminSession | string> {
  const { data, error, response } = await api.POST("/api/v1/session", { body: { login, password } });
  if (data !== undefined) {
    return data;
  }
  if (response.status === 401) {
    return "Login or password is wrong.";
  }
  if (response.status === 429) {
    return `Too many attempts. Try again in ${response.headers.get("Retry-After") ?? "some"} seconds.`;
  }
  return error.detail ?? error.title;
}

export async function end({ csrfToken }: AdminSession): Promise<void> {
  await api.DELETE("/api/v1/session", { params: { header: { "X-CSRF-Token": csrfToken } } });
}
