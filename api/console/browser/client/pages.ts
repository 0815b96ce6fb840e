import { expect, type Page } from "@playwright/test";

import type { Sightline } from "../sightline.ts";

/** Signs somebody in at the web client, and waits until the page lacks nothing. */
export async function signIn(page: Page, sightline: Sightline, login: string, password: string): Promise<void> {
  await page.goto(sightline.client);
  await page.getByLabel("Login").fill(login);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await inStep(page);
}

export async function inStep(page: Page): Promise<void> {
  await expect(page.getByText("Up to date")).toBeVisible({ timeout: 30_000 });
}

/** Goes to a page by its link. */
export async function open(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name }).click();
}

/** A device of the list by its name. */
export function device(page: Page, name: string) {
  return page.getByRole("button").filter({ has: page.locator(".name", { hasText: new RegExp(`^${name}$`) }) });
}
