import { expect, test } from "../shown.ts";

/** The reader goes through the whole description before it shows a word: seconds, and many on a busy machine. */
const READ = { timeout: 60_000 };

test("the documentation of the API opens, and tells of a route what it takes", async ({ page, sightline }) => {
  await page.goto(new URL("/api/docs", sightline.console).href);
  await expect(page.getByRole("heading", { name: /Sightline admin API/ })).toBeVisible(READ);
  await page.locator("#operations-tag-access").click();
  const route = page.locator(".opblock", { has: page.locator('[data-path="/api/v1/users/{id}/access/{deviceId}"]') });
  await route.locator(".opblock-summary").click();
  await expect(route.getByText("Every path on which it reaches the user", { exact: false })).toBeVisible(READ);
});
