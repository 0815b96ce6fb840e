import type { Page } from "@playwright/test";

import { accessible, expect, stands, test } from "../shown.ts";
import { namesOf, type Sightline } from "../sightline.ts";
import { settled, signIn } from "./signed-in.ts";

const fresh = namesOf(import.meta.url);

const PASSWORD = "Correct-horse-1";

/** A platform user of this spec alone, as the list knows one. */
async function person(sightline: Sightline, name: string): Promise<{ id: string; email: string }> {
  const email = `${fresh(name)}@example.org`;
  const { id } = (await sightline.admin("POST", "/platform-users", { email, password: PASSWORD, name: fresh(name), phone: "+375290000000", preferredMap: "osm" })) as { id: string };
  await sightline.admin("POST", `/users/${id}/activation`);
  return { id, email };
}

const sign = (page: Page) => page.getByRole("complementary", { name: "Connected to a user" });

/** Opens a section of the connected user by its entry in the menu. */
async function open(page: Page, name: string): Promise<void> {
  await page.getByRole("menuitem", { name, exact: true }).last().click();
  await page.getByRole("heading", { level: 1, name: new RegExp(`^${name} of `) }).waitFor();
}

async function connect(page: Page, sightline: Sightline, email: string): Promise<void> {
  await page.goto(`${sightline.console}platform-users`);
  await page.getByLabel("Search by name, email, phone").fill(email);
  await expect(page.getByRole("row")).toHaveCount(2);
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  const dialogue = page.getByRole("dialog");
  await dialogue.getByLabel("Reason").fill("called about a camera");
  await dialogue.getByRole("button", { name: "Connect" }).click();
  await sign(page).waitFor();
}

test("an administrator connects with a reason, is told so on every page, and disconnects", async ({ page, sightline, expected }) => {
  const { id, email } = await person(sightline, "connect");
  await signIn(page, sightline, expected);
  await page.goto(`${sightline.console}platform-users/${id}`);
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  const dialogue = page.getByRole("dialog");
  await dialogue.getByRole("button", { name: "Connect" }).click();
  await expect(dialogue.getByLabel("Reason")).toHaveAttribute("aria-invalid", "true");
  await dialogue.getByLabel("Reason").fill("called about a camera");
  await dialogue.getByLabel("For how many minutes").fill("20");
  await dialogue.getByRole("button", { name: "Connect" }).click();

  await expect(sign(page)).toContainText(email);
  await expect(sign(page)).toContainText(/(19|20):\d\d left/);
  await expect(page.locator(".connected-sign")).toHaveCSS("animation-name", "connected");
  await page.emulateMedia({ reducedMotion: "reduce" });
  await expect(page.locator(".connected-sign")).toHaveCSS("animation-name", "none");
  expect(((await sightline.admin("GET", `/users/${id}/acting`)) as { items: unknown[] }).items).toMatchObject([{ purpose: "connect", reason: "called about a camera" }]);

  // Still there on the administrator's own pages, after a reload, and in no other tab.
  await page.getByRole("menuitem", { name: "Audit" }).click();
  await expect(sign(page)).toContainText(email);
  await page.reload();
  await expect(sign(page)).toContainText(email);
  const other = await page.context().newPage();
  await other.goto(sightline.console);
  await other.getByRole("navigation", { name: "Sections" }).waitFor();
  await expect(sign(other)).toHaveCount(0);
  await other.close();

  await open(page, "Tariffs");
  await page.getByRole("heading", { level: 1, name: `Tariffs of ${email}` }).waitFor();
  await sign(page).getByRole("button", { name: "Disconnect" }).click();
  await page.waitForURL(`**/platform-users/${id}`);
  await expect(sign(page)).toHaveCount(0);
  await expect(page.getByRole("menuitem", { name: "Payments" })).toHaveCount(0);
  expect(((await sightline.admin("GET", `/users/${id}/acting`)) as { items: unknown[] }).items).toEqual([]);
});

test("a connection that somebody else ends is over in the console too", async ({ page, sightline, expected }) => {
  const { id, email } = await person(sightline, "ended");
  await signIn(page, sightline, expected);
  await connect(page, sightline, email);
  const { items } = (await sightline.admin("GET", `/users/${id}/acting`)) as { items: { id: string }[] };
  expected.add("401 /api/v1/me");
  expected.add("401 /api/v1/users/me/");
  await sightline.admin("DELETE", `/users/${id}/acting/${items[0]?.id ?? ""}`);
  await expect(sign(page)).toHaveCount(0, { timeout: 20_000 });
  // The administrator's own session goes on.
  await page.getByRole("menuitem", { name: "Audit" }).click();
  await expect(page.locator("#react-admin-title")).toHaveText("Audit");
});

test("connected, the user's cameras are added, shared, taken back and deleted", async ({ page, sightline, expected }) => {
  const { email } = await person(sightline, "cameras");
  const friend = await person(sightline, "friend");
  await signIn(page, sightline, expected);
  await connect(page, sightline, email);
  await open(page, "Cameras");
  await page.getByRole("button", { name: "Add camera" }).click();
  const dialogue = page.getByRole("dialog");
  await dialogue.getByLabel("Name").fill("Back yard");
  await dialogue.getByLabel("Address of the stream").fill("192.0.2.7");
  await dialogue.getByRole("button", { name: "Add" }).click();
  const row = page.getByRole("row", { name: /Back yard/ });
  await row.getByRole("button", { name: "Share Back yard" }).click();
  await dialogue.getByLabel("Login of the other user").fill(friend.email);
  await dialogue.getByRole("button", { name: "Share" }).click();
  await dialogue.getByRole("cell", { name: friend.email, exact: true }).waitFor();
  await accessible(page);
  await dialogue.getByRole("button", { name: `Take back from ${friend.email}` }).click();
  await dialogue.getByText("Nobody else has it.").waitFor();
  await dialogue.getByRole("button", { name: "Close" }).click();

  await row.getByRole("button", { name: "Edit" }).click();
  await dialogue.getByLabel("Name").fill("Front yard");
  await dialogue.getByRole("button", { name: "Save" }).click();
  const renamed = page.getByRole("row", { name: /Front yard/ });
  await renamed.getByRole("button", { name: "Delete" }).click();
  await dialogue.getByRole("button", { name: "Delete" }).click();
  await page.getByText("The user has no cameras of their own.").waitFor();
});

test("connected, trackers are assigned to a monitoring object, and both are edited", async ({ page, sightline, expected }) => {
  await sightline.admin("PUT", "/tracker-models/console-tk103", { name: "TK 103" });
  const { email } = await person(sightline, "trackers");
  await signIn(page, sightline, expected);
  await connect(page, sightline, email);
  const dialogue = page.getByRole("dialog");
  await open(page, "Trackers");
  await page.getByRole("button", { name: "Add tracker" }).click();
  await dialogue.getByLabel("Name").fill("Van");
  await dialogue.getByLabel("Model").click();
  await page.getByRole("option", { name: "TK 103" }).click();
  await dialogue.getByLabel("IMEI").fill("490154203237518");
  await dialogue.getByRole("button", { name: "Add" }).click();
  await page.getByRole("cell", { name: "490154203237518" }).waitFor();

  await open(page, "Monitoring objects");
  await page.getByRole("button", { name: "Add monitoring object" }).click();
  await dialogue.getByLabel("Name").fill("Fleet");
  await dialogue.getByRole("button", { name: "Add" }).click();
  await page.getByRole("button", { name: "Contents of Fleet" }).click();
  await dialogue.getByLabel("Van").click();
  await expect(dialogue.getByLabel("Van")).toBeChecked();
  await dialogue.locator('input[type="file"]').setInputFiles({ name: "fleet.png", mimeType: "image/png", buffer: PIXEL });
  await dialogue.getByRole("img", { name: "Picture of Fleet" }).waitFor();
  await accessible(page);
  await dialogue.getByRole("button", { name: "Close" }).click();
  await page.getByRole("row", { name: /Fleet.*The user.*1/ }).waitFor();
});

test("connected, the balance is refilled, a tariff is paid with its discount shown, and the payment is taken back", async ({ page, sightline, expected }) => {
  const { id, email } = await person(sightline, "payer");
  const tariff = fresh("Yearly");
  await sightline.admin("POST", "/device-tariffs", { device: "camera", name: tariff, monthly: 1000, creditDays: 3, yearDiscount: 10, userId: id });
  await sightline.admin("POST", `/users/${id}/own-cameras`, { name: "Garden", address: "192.0.2.8", streams: ["high"] });
  await signIn(page, sightline, expected);
  await connect(page, sightline, email);
  const dialogue = page.getByRole("dialog");
  await open(page, "Balance");
  await page.getByRole("button", { name: "Refill Balance" }).click();
  await dialogue.getByLabel("Amount").fill("150");
  await dialogue.getByRole("button", { name: "Refill Balance" }).click();
  await page.getByRole("heading", { name: /Balance: .*150\.00/ }).waitFor();

  await open(page, "Payments");
  await page.getByRole("button", { name: "Pay a tariff" }).click();
  await dialogue.getByLabel("Device").click();
  await page.getByRole("option", { name: "Garden" }).click();
  await dialogue.getByLabel("Tariff").click();
  await page.getByRole("option", { name: new RegExp(tariff) }).click();
  await dialogue.getByLabel(/^12 months/).check();
  await expect(dialogue.getByRole("status")).toContainText(/It costs.*108\.00.*Discount.*12\.00 \(10 %\).*Credit days.*3.*Balance then.*42\.00/);
  await stands(page, "console-pay");
  await dialogue.getByRole("button", { name: /^Pay .*108\.00/ }).click();
  await page.getByRole("row", { name: new RegExp(`Garden ${tariff}`) }).waitFor();

  await open(page, "Balance");
  await page.getByRole("row", { name: /Withdrawal/ }).getByRole("button", { name: "Cancel" }).click();
  await dialogue.getByRole("button", { name: "Cancel transaction" }).click();
  await page.getByRole("heading", { name: /Balance: .*150\.00/ }).waitFor();
  await expect(page.getByRole("row", { name: /Withdrawal/ })).toHaveCount(0);
});

test("connected, feedback is left and notifications are read and deleted", async ({ page, sightline, expected }) => {
  const { id, email } = await person(sightline, "notices");
  const title = fresh("Works tonight");
  await sightline.admin("POST", "/notifications", { severity: "warning", title, text: "The archive is away from 1 to 3.", to: [id] });
  await signIn(page, sightline, expected);
  await connect(page, sightline, email);
  const dialogue = page.getByRole("dialog");
  await open(page, "Feedback");
  await expect(page.getByLabel("Email")).toHaveValue(email);
  await page.getByLabel("Message").fill("The map is slow.");
  await page.getByRole("button", { name: "Leave feedback" }).click();
  await page.getByText("The feedback was left").waitFor();

  await open(page, "Notifications");
  const row = page.getByRole("row", { name: new RegExp(title) });
  await expect(row).toContainText("Not yet");
  await row.getByRole("button", { name: "Mark as read" }).click();
  await dialogue.getByRole("button", { name: "Mark as read" }).click();
  await expect(row).not.toContainText("Not yet");
  await row.getByRole("button", { name: "Delete" }).click();
  await dialogue.getByRole("button", { name: "Delete" }).click();
  await page.getByText("The user has no notifications.").waitFor();
});

test("every page of a connected user stands", async ({ page, sightline, expected }) => {
  test.setTimeout(300_000);
  const { id, email } = await person(sightline, "stands");
  await sightline.admin("POST", `/users/${id}/own-cameras`, { name: "Garden", address: "192.0.2.9", streams: ["high"] });
  await sightline.admin("POST", `/users/${id}/refills`, { amount: 5000 });
  await signIn(page, sightline, expected);
  await connect(page, sightline, email);
  for (const at of ["monitoring-objects", "trackers", "cameras", "balance", "payments", "tariffs", "feedback", "notifications"]) {
    await test.step(at, async () => {
      await page.goto(`${sightline.console}connected/${at}`);
      await page.getByRole("heading", { level: 1, name: email }).waitFor();
      await settled(page);
      await stands(page, `console-connected-${at}`);
    });
  }
});

/** A picture of one dot. */
const PIXEL = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
