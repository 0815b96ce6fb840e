import { expect, test } from "../shown.ts";
import { signIn } from "./signed-in.ts";

test("an address is attached, its camera is the user's, and detached it is not", async ({ page, sightline, expected }) => {
  await sightline.admin("PUT", "/addresses/work", { name: "1 Work Street" });
  await sightline.camera("work-yard", "Work yard", "work", "active");
  const user = await sightline.customer("console-work", "Seven-grains", { name: "Grace Work" });
  await signIn(page, sightline, expected);

  await page.goto(`${sightline.console}users/${user}/places`);
  await page.getByRole("button", { name: "Attach address" }).click();
  const dialogue = page.getByRole("dialog");
  await dialogue.getByLabel("Linked addresses (public access)").fill("Work Street");
  await page.getByRole("option", { name: "1 Work Street" }).click();
  await dialogue.getByRole("button", { name: "Attach Address" }).click();
  await page.getByRole("link", { name: "1 Work Street" }).waitFor();

  await page.getByRole("tab", { name: "Cameras", exact: true }).click();
  await expect(page).toHaveURL(/\/cameras$/);
  await page.getByRole("link", { name: "work-yard" }).first().waitFor();

  await page.goto(`${sightline.console}users/${user}/effective-access?device=cam-work-yard`);
  await page.getByText("The user sees it, through 1 path.").waitFor();

  await page.goto(`${sightline.console}users/${user}/places`);
  await page.getByLabel("Select 1 Work Street").check();
  await page.getByRole("button", { name: "Detach (1)" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Detach" }).click();
  await page.getByText("No address is attached.").waitFor();
  await page.goto(`${sightline.console}users/${user}/effective-access?device=cam-work-yard`);
  await page.getByText("None of the user's addresses, folders and grants leads to it.", { exact: false }).waitFor();
});

test("two administrators edit one camera, and the second one chooses field by field", async ({ page, sightline, expected }) => {
  await sightline.admin("PUT", "/addresses/conflict", { name: "2 Work Street" });
  await sightline.camera("conflict", "Before", "conflict", "active");
  await signIn(page, sightline, expected);
  await page.goto(`${sightline.console}cameras/conflict`);
  await page.getByLabel("Name").fill("Mine");
  await sightline.admin("PATCH", "/cameras/conflict", { name: "Theirs", archiveDays: 30 });
  expected.add("412 /api/v1/cameras/conflict");
  await page.getByRole("button", { name: "Save" }).click();

  const dialogue = page.getByRole("dialog", { name: "Somebody else has changed this meanwhile" });
  await dialogue.getByLabel("Mine: Mine").check();
  await dialogue.getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { level: 1, name: "Mine" }).waitFor();
  // What they have changed besides stays.
  await expect(page.getByLabel("Archive, days")).toHaveValue("30");
});

test("what the server refuses stands at its field, and nothing is lost", async ({ page, sightline, expected }) => {
  await signIn(page, sightline, expected);
  await page.goto(`${sightline.console}b2b-users/create`);
  await page.getByLabel("Login").fill("console-refused");
  await page.getByRole("textbox", { name: "Password", exact: true }).fill("seven-grains");
  await page.getByRole("textbox", { name: "Password Confirmation" }).fill("seven-grains");
  await page.getByRole("button", { name: "Create" }).click();
  await expect(page.getByRole("textbox", { name: "Password", exact: true })).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("Login")).toHaveValue("console-refused");
});

test("search, filter and sort stand in the address, and come back with it", async ({ page, sightline, expected }) => {
  await sightline.customer("console-search", "Seven-grains", { name: "Zuzana Search" });
  await signIn(page, sightline, expected);
  await page.goto(`${sightline.console}users`);
  await page.getByLabel("Search by name or login").fill("zuzana");
  await expect(page.getByRole("row")).toHaveCount(2);
  await expect(page).toHaveURL(/zuzana/);
  await page.getByRole("link", { name: "Zuzana Search" }).click();
  await page.getByRole("heading", { level: 1, name: "Zuzana Search" }).waitFor();
  await page.goBack();
  await expect(page.getByLabel("Search by name or login")).toHaveValue("zuzana");
  await expect(page.getByRole("row")).toHaveCount(2);
  await page.getByLabel("Search by name or login").fill("nobody is called so");
  await page.getByText("Nothing matches these filters.").waitFor();
});

test("the page behind a link is loaded while somebody points at it", async ({ page, sightline, expected }) => {
  await signIn(page, sightline, expected);
  const loaded = page.waitForResponse(/\/assets\/roles-[^/]+\.js$/);
  await page.getByRole("menuitem", { name: "Roles" }).hover();
  expect((await loaded).status()).toBe(200);
  await expect(page).not.toHaveURL(/roles/);
});
