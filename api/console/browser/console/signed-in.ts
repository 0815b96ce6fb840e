import type { Page } from "@playwright/test";

import { quiet } from "../quiet.ts";
import type { Sightline } from "../sightline.ts";

/** Signs an administrator in, as people do it; the first one unless another is named. */
export async function signIn(
  page: Page,
  sightline: Sightline,
  expected: Set<string>,
  { login, password } = { login: "admin", password: sightline.password },
): Promise<void> {
  // What a browser without a session is told when it asks.
  expected.add("401 /api/v1/session");
  await page.goto(sightline.console);
  await page.getByLabel("Login").fill(login);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("navigation", { name: "Sections" }).waitFor();
}

/** Opens a page of the console as the first administrator, who has signed in already: one load of the application. */
export async function enter(page: Page, sightline: Sightline, path: string, menu = "Sections"): Promise<void> {
  await page.goto(new URL("/api/problems", sightline.console).href);
  const status = await page.evaluate(async (body) => (await fetch("/api/v1/session", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) })).status, { login: "admin", password: sightline.password });
  if (status !== 201 && status !== 200) {
    throw new Error(`the sign-in was answered ${status}`);
  }
  await page.goto(sightline.console + path);
  await page.getByRole("navigation", { name: menu }).waitFor({ state: "attached" });
}

/** Waits until a page shows what it was opened for. */
export async function settled(page: Page): Promise<void> {
  await page.getByLabel("Reading").waitFor({ state: "detached" });
  await page.locator('[aria-busy="true"], .MuiSkeleton-root').first().waitFor({ state: "detached" });
  await quiet(page);
}

/** Goes to a page of the console by its address, as the browser's Back does: without loading the application again. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    window.history.pushState(null, "", to);
    window.dispatchEvent(new PopStateEvent("popstate"));
  }, `/console/${path}`);
}
