import { randomUUID } from "node:crypto";

import { expect, stands, test } from "../shown.ts";
import { namesOf } from "../sightline.ts";
import { device, inStep, open, signIn } from "./pages.ts";

const fresh = namesOf(import.meta.url);

test("a firm makes a sub-user, lets it see one camera, ends its session and deletes it", async ({ page, another, sightline, expected }) => {
  await sightline.address(fresh("page-firm"), "5 Firm Street");
  await sightline.camera(fresh("page-door"), "Front door", fresh("page-firm"), "active");
  await sightline.camera(fresh("page-safe"), "Strongroom", fresh("page-firm"), "active");
  const user = await sightline.customer(fresh("page-firm"), "Seven-grains", { userType: "b2b", subscriberKind: "legal" });
  await sightline.admin("PUT", `/users/${user}/addresses/${fresh("page-firm")}`, { status: "active" });
  await signIn(page, sightline, fresh("page-firm"), "Seven-grains");
  await open(page, "Sub-users");
  await expect(page.getByText("There are none yet.")).toBeVisible();
  await stands(page, "client-sub-users-none");

  await page.getByRole("button", { name: "Add a sub-user" }).click();
  const dialog = page.getByRole("dialog", { name: "A new sub-user" });
  await dialog.getByLabel("Login").fill(fresh("page-under"));
  await dialog.getByLabel("Name").fill("Night watch");
  await dialog.getByLabel("Password").fill("short");
  expected.add("422 /api/v1/users/me/sub-users");
  await stands(page, "client-sub-user-new");
  await dialog.getByRole("button", { name: "Add" }).click();
  await expect(dialog.getByText("At least 8 characters", { exact: true })).toBeVisible();
  await expect(dialog.getByLabel("Password")).toBeFocused();
  await dialog.getByLabel("Password").fill("Seven-grains");
  await dialog.getByRole("button", { name: "Add" }).click();
  await expect(page.getByRole("heading", { name: "Night watch" })).toBeVisible();

  await page.getByRole("button", { name: `Change ${fresh("page-under")}` }).click();
  const one = page.getByRole("dialog", { name: "Night watch" });
  await one.getByLabel("Front door").check();
  await stands(page, "client-sub-user");
  await one.getByRole("button", { name: "Save" }).click();
  await expect(one).toHaveCount(0);
  await expect(page.getByText("1 device")).toBeVisible();

  const theirs = await another();
  await signIn(theirs, sightline, fresh("page-under"), "Seven-grains");
  await expect(device(theirs, "Front door")).toBeVisible();
  await expect(device(theirs, "Strongroom")).toHaveCount(0);
  await expect(theirs.getByRole("link", { name: "Sub-users" })).toHaveCount(0);

  await page.getByRole("button", { name: `Change ${fresh("page-under")}` }).click();
  await one.getByRole("button", { name: /^End the session of Browser/ }).click();
  await page.getByRole("dialog", { name: "End this session?" }).getByRole("button", { name: "End the session" }).click();
  await expect(theirs.getByLabel("Login")).toBeVisible();
  await expect(one.getByText("Nowhere.")).toBeVisible();
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: `Delete ${fresh("page-under")}` }).click();
  await page.getByRole("dialog", { name: `Delete ${fresh("page-under")}?` }).getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("There are none yet.")).toBeVisible();
});

test("notifications arrive, are read and deleted on all browsers at once", async ({ page, another, sightline }) => {
  const user = await sightline.customer(fresh("page-notes"), "Seven-grains");
  await signIn(page, sightline, fresh("page-notes"), "Seven-grains");
  const other = await another();
  await signIn(other, sightline, fresh("page-notes"), "Seven-grains");
  await sightline.admin("POST", "/notifications", {
    title: "Works on Monday",
    text: "Pictures may be missing for an hour.",
    severity: "warning",
    to: [user],
  });
  await page.getByRole("link", { name: "Notifications (1 new)" }).click();
  await expect(page.getByRole("heading", { name: "Works on Monday" })).toBeVisible();
  await stands(page, "client-notifications");
  await page.getByRole("button", { name: "Mark as read" }).click();
  await expect(other.getByRole("link", { name: "Notifications", exact: true })).toBeVisible();
  await open(other, "Notifications");
  await other.getByRole("button", { name: "Delete all" }).click();
  await other.getByRole("dialog").getByRole("button", { name: "Delete all" }).click();
  await expect(page.getByText("There are no notifications.")).toBeVisible();
});

test("account: sessions end one by one, another password signs out, a word reaches the operator", async ({ page, another, sightline, expected }) => {
  const login = fresh("page-account");
  const user = await sightline.customer(login, "Seven-grains");
  await sightline.admin("PUT", `/users/${user}/permissions`, { permissions: ["user-update-password"] });
  await signIn(page, sightline, login, "Seven-grains");
  const other = await another();
  await signIn(other, sightline, login, "Seven-grains");
  await open(page, "Account");
  await expect(page.getByRole("button", { name: /^End the session/ })).toHaveCount(2);
  await stands(page, "client-account");
  const card = page.getByRole("listitem").filter({ has: page.getByRole("button", { name: /^End the session/ }) });
  await card.filter({ hasNotText: "this one" }).getByRole("button").click();
  await page.getByRole("dialog").getByRole("button", { name: "End the session" }).click();
  await expect(other.getByLabel("Login")).toBeVisible();
  await expect(page.getByRole("button", { name: /^End the session/ })).toHaveCount(1);

  const feedback = page.getByRole("region", { name: "Feedback" });
  for (const [label, value] of [["Your name", "Anna"], ["E-mail", "anna@example.org"], ["Phone", "+1 555 0100"], ["Message", "The gate is dark."]] as const) {
    await feedback.getByLabel(label).fill(value);
  }
  await feedback.getByRole("button", { name: "Send" }).click();
  await expect(feedback.getByText("Thank you. It has arrived.")).toBeVisible();

  expected.add("422 /api/v1/users/me/password").add("401 ");
  const password = page.getByRole("region", { name: "Password" });
  await password.getByLabel("Present password").fill("guessed-wrong");
  await password.getByLabel("New password", { exact: true }).fill("Eight-grains");
  await password.getByLabel("New password again").fill("Eight-grains");
  await password.getByRole("button", { name: "Change the password" }).click();
  await expect(password.getByText("It is another one")).toBeVisible();
  await password.getByLabel("Present password").fill("Seven-grains");
  await password.getByRole("button", { name: "Change the password" }).click();
  await expect(page.getByLabel("Login")).toBeVisible();
  await page.getByLabel("Login").fill(login);
  await page.getByLabel("Password").fill("Eight-grains");
  await page.getByRole("button", { name: "Sign in" }).click();
  await inStep(page);
});

test("tariffs and balance of a platform user", async ({ page, sightline, expected }) => {
  expected.add("404 /api/v1/users/me/");
  const { id } = (await sightline.admin("POST", "/platform-users", {
    email: `${fresh("page-money")}@example.org`,
    password: "Seven-grains-8",
    name: "Pat",
    preferredMap: "osm",
    subscriberKind: "individual",
  })) as { id: string };
  await sightline.admin("POST", `/users/${id}/activation`);
  await sightline.admin("POST", `/users/${id}/refills`, { amount: 12_345 });
  await signIn(page, sightline, `${fresh("page-money")}@example.org`, "Seven-grains-8");
  await open(page, "Tariffs and balance");
  await expect(page.locator(".balance")).toContainText("123.45");
  await expect(page.getByRole("row").filter({ hasText: "Paid in" })).toHaveCount(1);
  await stands(page, "client-balance");
});

test("a customer's look, and the text of its page to sign in", async ({ page, sightline }) => {
  const user = await sightline.customer(fresh("page-brand"), "Seven-grains");
  await sightline.admin("PUT", `/users/${user}/branding`, {
    name: "Mill Security",
    loginText: "Welcome to the mill.",
    primary: "#7a1f5c",
    background: "#fff4e0",
    text: "#2b1a10",
  });
  await signIn(page, sightline, fresh("page-brand"), "Seven-grains");
  await expect(page.getByRole("heading", { name: "Mill Security" })).toBeVisible();
  await stands(page, "client-branded");
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByLabel("Login").waitFor();
  await page.reload();
  await expect(page.getByText("Welcome to the mill.")).toBeVisible();
});

test("an administrator who acts is named on every page, with the time left, and ends it", async ({ page, sightline, request, expected }) => {
  const user = await sightline.customer(fresh("page-acted"), "Seven-grains", { name: "Greta" });
  const admin = new URL(sightline.console).origin;
  const signedIn = await request.post(`${admin}/api/v1/session`, { data: { login: "admin", password: sightline.password } });
  expect(signedIn.status()).toBe(200);
  const cookie = (signedIn.headers()["set-cookie"] ?? "").split(";")[0] ?? "";
  const { csrfToken } = (await signedIn.json()) as { csrfToken: string };
  const begun = await request.post(`${admin}/api/v1/users/${user}/acting`, {
    data: { reason: "Cannot see the yard", purpose: "login_as" },
    headers: { Cookie: cookie, "X-CSRF-Token": csrfToken, "Idempotency-Key": randomUUID() },
  });
  expect(begun.status(), await begun.text()).toBe(201);
  const { token } = (await begun.json()) as { token: string };

  await page.goto(`${sightline.client}#acting=${token}`);
  await inStep(page);
  expect(page.url()).not.toContain("acting");
  const banner = page.getByRole("complementary", { name: "Acting for a user" });
  await expect(banner).toContainText("Cannot see the yard");
  await expect(banner).toContainText(/\d+:\d\d left/);
  await stands(page, "client-acting");
  await page.reload();
  await inStep(page);
  await expect(banner).toBeVisible();
  await open(page, "Account");
  await expect(page.getByRole("region", { name: "Password" })).toHaveCount(0);
  expected.add("401 ");
  await banner.getByRole("button", { name: "End" }).click();
  await expect(page.getByRole("heading", { name: "Acting has ended" })).toBeVisible();
  await stands(page, "client-acting-ended");
});
