import type { Page } from "@playwright/test";

import { device, inStep, signIn as enter } from "../client/pages.ts";
import { signIn } from "../console/signed-in.ts";
import { expect, stands, test } from "../shown.ts";
import { namesOf } from "../sightline.ts";

const fresh = namesOf(import.meta.url);

/** Answers the question that a button of the console asks first. */
async function confirmed(page: Page, button: string, answer: string): Promise<void> {
  await page.getByRole("button", { name: button, exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: answer, exact: true }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
}

test("an address is attached, locked, unlocked and detached in the console, and the web client follows", async ({ page, another, sightline, expected }) => {
  const [place, login] = [fresh("both-place"), fresh("both-user")];
  await sightline.address(place, `1 Both Street ${place}`);
  await sightline.camera(place, "Both gate", place, "active");
  const user = await sightline.customer(login, "Seven-grains", { name: "Bea Both" });
  const client = await another();
  await enter(client, sightline, login, "Seven-grains");
  await expect(client.getByText("There are no devices yet.")).toBeVisible();

  await signIn(page, sightline, expected);
  await page.goto(`${sightline.console}users/${user}/places`);
  await page.getByRole("button", { name: "Attach address" }).click();
  const dialogue = page.getByRole("dialog");
  await dialogue.getByLabel("Linked addresses (public access)").fill(place);
  await page.getByRole("option", { name: `1 Both Street ${place}` }).click();
  await dialogue.getByRole("button", { name: "Attach Address" }).click();
  const camera = device(client, "Both gate");
  await expect(camera).toContainText("Working");
  await expect(client.locator("[aria-live]")).toHaveText("Both gate is new: Working");

  await confirmed(page, "Lock", "Lock");
  await expect(camera).toContainText("Not available");
  await expect(camera.locator(".dot")).toHaveAttribute("data-state", "locked");
  await expect(camera.getByText("Locked")).toBeVisible();
  await expect(client.locator("[aria-live]")).toHaveText("Both gate: Not available");
  await confirmed(page, "Unlock", "Unlock");
  await expect(camera).toContainText("Working");

  await page.getByLabel(`Select 1 Both Street ${place}`).check();
  await confirmed(page, "Detach (1)", "Detach");
  await expect(camera).toHaveCount(0);
  await expect(client.locator("[aria-live]")).toHaveText("Both gate is gone");
});

test("a suspended user sees nothing and is told so, and everything again when resumed", async ({ page, another, sightline, expected }) => {
  const [place, login] = [fresh("paused-place"), fresh("paused-user")];
  await sightline.address(place, "2 Pause Street");
  await sightline.camera(place, "Pause gate", place, "active");
  const user = await sightline.customer(login, "Seven-grains");
  await sightline.admin("PUT", `/users/${user}/addresses/${place}`, { status: "active" });
  const client = await another();
  await enter(client, sightline, login, "Seven-grains");
  await expect(device(client, "Pause gate")).toBeVisible();

  await signIn(page, sightline, expected);
  await page.goto(`${sightline.console}users/${user}`);
  await confirmed(page, "Suspend", "Suspend");
  await expect(client.getByText("This account is suspended. Nothing is shown", { exact: false })).toBeVisible();
  await expect(device(client, "Pause gate")).toHaveCount(0);
  await stands(client, "client-suspended");
  await confirmed(page, "Resume", "Resume");
  await expect(device(client, "Pause gate")).toBeVisible();
  await inStep(client);
});

test("Login as User opens the web client under the user, named and timed, and ends without touching the console", async ({ page, sightline, expected }) => {
  const [place, login] = [fresh("as-place"), fresh("as-user")];
  await sightline.address(place, "3 As Street");
  await sightline.camera(place, "As gate", place, "active");
  const user = await sightline.customer(login, "Seven-grains", { name: "Gus As" });
  await sightline.admin("PUT", `/users/${user}/addresses/${place}`, { status: "active" });
  await signIn(page, sightline, expected);
  await page.goto(`${sightline.console}users/${user}`);
  const begun = page.waitForEvent("popup");
  await page.getByRole("button", { name: "Login as User" }).click();
  await page.getByRole("dialog").getByLabel("Reason").fill("Cannot see the gate");
  await page.getByRole("dialog").getByRole("button", { name: "Login as User" }).click();
  const tab = await begun;
  await inStep(tab);
  expect(tab.url()).toBe(sightline.client);
  await expect(device(tab, "As gate")).toBeVisible();
  const banner = tab.getByRole("complementary", { name: "Acting for a user" });
  await expect(banner).toContainText("Administrator admin acts as Gus As: Cannot see the gate");
  await expect(banner).toContainText(/(30|29):\d\d left/);
  await expect(tab).toHaveTitle("As Gus As – Sightline");
  await tab.getByRole("link", { name: "Account" }).click();
  await expect(banner).toBeVisible();

  expected.add("401 ");
  await banner.getByRole("button", { name: "End" }).click();
  await expect(tab.getByRole("heading", { name: "Acting has ended" })).toBeVisible();
  await expect(tab).toHaveTitle("Sightline");
  await page.reload();
  await page.getByRole("heading", { level: 1, name: "Gus As" }).waitFor();

  // Ended from the console, the tab is out as well.
  const again = page.waitForEvent("popup");
  await page.getByRole("button", { name: "Login as User" }).click();
  await page.getByRole("dialog").getByLabel("Reason").fill("Once more");
  await page.getByRole("dialog").getByRole("button", { name: "Login as User" }).click();
  const second = await again;
  await inStep(second);
  await page.goto(`${sightline.console}acting`);
  await page.getByRole("row").filter({ hasText: "Once more" }).getByRole("button", { name: "End" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "End" }).click();
  await expect(second.getByRole("heading", { name: "Acting has ended" })).toBeVisible({ timeout: 15_000 });
});

test("two administrators edit one user in two browsers, and the second one chooses field by field", async ({ page, another, sightline, expected }) => {
  const other = { login: fresh("second-admin"), password: "Nine-brown-grains" };
  await sightline.admin("POST", "/administrators", { ...other, name: "Second", permissions: ["*"], mustChangePassword: false });
  const firm = (await sightline.admin("POST", "/b2b-users", { login: fresh("edited-firm"), password: "Seven-grains", name: "Before" })) as { id: string };
  const theirs = await another();
  await signIn(page, sightline, expected);
  await signIn(theirs, sightline, expected, other);
  for (const each of [page, theirs]) {
    await each.goto(`${sightline.console}b2b-users/${firm.id}`);
    await expect(each.getByLabel("Name", { exact: true })).toHaveValue("Before");
  }
  await page.getByLabel("Name", { exact: true }).fill("Mine");
  await theirs.getByLabel("Name", { exact: true }).fill("Theirs");
  await theirs.getByLabel("Contract number").fill("C-7");
  await theirs.getByRole("button", { name: "Update" }).click();
  await theirs.getByRole("heading", { level: 1, name: "Theirs" }).waitFor();

  expected.add("412 /api/v1/users/");
  await page.getByRole("button", { name: "Update" }).click();
  const dialogue = page.getByRole("dialog", { name: "Somebody else has changed this meanwhile" });
  await dialogue.getByLabel("Mine: Mine").check();
  await stands(page, "console-conflict");
  await dialogue.getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { level: 1, name: "Mine" }).waitFor();
  await expect(page.getByLabel("Contract number")).toHaveValue("C-7");
  await theirs.reload();
  await theirs.getByRole("heading", { level: 1, name: "Mine" }).waitFor();
});
