import { expect, test } from "../shown.ts";

test("the documentation of the API opens, and tells of a route what it takes", async ({ page, sightline }) => {
  await page.goto(new URL("/api/docs", sightline.console).href);
  await expect(page.getByRole("heading", { name: /Sightline admin API/ })).toBeVisible();
  const tag = page.locator(".opblock-tag", { hasText: "access" }).first();
  await tag.click();
  const route = page.locator(".opblock", { hasText: "/api/v1/users/{id}/access/{deviceId}" });
  await route.locator(".opblock-summary").click();
  await expect(route.getByText("Every path on which it reaches the user", { exact: false })).toBeVisible();
});
