import type { Page } from "@playwright/test";

import type { Sightline } from "../sightline.ts";

/** Signs the first administrator in, as people do it. */
export async function signIn(page: Page, sightline: Sightline, expected: Set<string>): Promise<void> {
  // What a browser without a session is told when it asks.
  expected.add("401 /api/v1/session");
  await page.goto(sightline.console);
  await page.getByLabel("Login").fill("admin");
  await page.getByLabel("Password").fill(sightline.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("navigation", { name: "Sections" }).waitFor();
}

/** Waits until a page shows what it was opened for. */
export async function settled(page: Page): Promise<void> {
  await page.getByLabel("Reading").waitFor({ state: "detached" });
  await page.locator('[aria-busy="true"], .MuiSkeleton-root').first().waitFor({ state: "detached" });
  await page.waitForLoadState("networkidle");
}
