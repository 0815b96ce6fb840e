import { accessible, expect, test } from "../shown.ts";

test("the console asks to sign in, and knows the first administrator", async ({ page, sightline, expected }) => {
  expected.add("401 /api/v1/session");
  const answer = await page.goto(sightline.console);
  expect(answer?.headers()["content-security-policy"]).toContain("frame-ancestors 'none'");
  await page.getByLabel("Login").waitFor();
  await accessible(page);
  await page.getByLabel("Login").fill("admin");
  await page.getByLabel("Password").fill(sightline.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("button", { name: "Sign in" }).waitFor({ state: "detached" });
});
