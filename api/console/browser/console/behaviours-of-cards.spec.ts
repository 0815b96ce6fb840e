import type { Page } from "@playwright/test";

import { expect, test } from "../shown.ts";
import { namesOf, Sightline } from "../sightline.ts";
import { enter, settled } from "./signed-in.ts";

const fresh = namesOf(import.meta.url);

// In one worker, since they share what is made before them.
test.describe.configure({ mode: "default" });

const PLACE = fresh("kept-place");
const CAMERA = fresh("kept-camera");
const PASSWORD = "Seven-grains";
let user = "";

test.beforeAll(async () => {
  const sightline = new Sightline();
  await sightline.address(PLACE, `${PLACE} Street`);
  await sightline.camera(CAMERA, `${CAMERA} Gate`, PLACE, "active");
  user = await sightline.customer(fresh("kept-user"), PASSWORD, { name: "Kim Kept" });
  await sightline.admin("PUT", `/users/${user}/addresses/${PLACE}`, { status: "active" });
});

/** A user of the platform with some money. */
async function platformUser(sightline: Sightline, name: string): Promise<string> {
  const { id } = (await sightline.admin("POST", "/platform-users", { email: `${fresh("kept")}@example.org`, password: "Correct-horse-1", name, preferredMap: "osm" })) as { id: string };
  await sightline.admin("POST", `/users/${id}/refills`, { amount: 5000 });
  return id;
}

/** Opens a page of the console again as the one it is: what a spec has changed is read anew. */
async function open(page: Page, sightline: Sightline, path: string): Promise<void> {
  await page.goto(sightline.console + path);
  await settled(page);
}

test("7: nothing is shown as done before the server says so", async ({ page, sightline }) => {
  await enter(page, sightline, `users/${user}`);
  let go = (): void => undefined;
  await page.route("**/suspension", async (route) => {
    await new Promise<void>((resolve) => (go = resolve));
    await route.continue();
  });
  await page.getByRole("button", { name: "Suspend" }).click();
  const dialogue = page.getByRole("dialog");
  await dialogue.getByRole("button", { name: "Suspend" }).click();
  await expect(dialogue.getByRole("button", { name: "Suspend" })).toBeDisabled();
  await expect(page.getByText("Kim Kept is suspended")).toBeHidden();
  go();
  await page.getByText("Kim Kept is suspended").waitFor();
  await sightline.admin("DELETE", `/users/${user}/suspension`);
});

test("8 and 25: what is destroyed is named with its effects, and one is not called many", async ({ page, sightline }) => {
  await enter(page, sightline, `cameras/${CAMERA}`);
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog", { name: `Delete ${CAMERA} Gate?` }).getByText("It leaves 1 place, and every user who sees it loses it at once.").waitFor();
});

test("8: what nothing brings back is confirmed by writing whom it befalls", async ({ page, sightline, expected }) => {
  const login = fresh("erased");
  const doomed = await sightline.customer(login, PASSWORD, { name: "Ed Erased" });
  await enter(page, sightline, `users/${doomed}/profile`);
  await page.getByRole("button", { name: "Disable customer" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Disable" }).click();
  await page.getByRole("button", { name: "Enable customer" }).waitFor();
  await page.getByRole("button", { name: "Delete customer for good" }).click();
  const dialogue = page.getByRole("dialog");
  await dialogue.getByText(`nothing brings them back. Only a disabled customer can be deleted. Write the login ${login} to confirm.`).waitFor();
  expected.add(`422 /api/v1/users/${doomed}/erasure`);
  await dialogue.getByLabel("Login of the customer").fill("somebody-else");
  await dialogue.getByRole("button", { name: "Delete for good" }).click();
  await expect(dialogue.getByLabel("Login of the customer")).toHaveAttribute("aria-invalid", "true");
  await dialogue.getByLabel("Login of the customer").fill(login);
  await dialogue.getByRole("button", { name: "Delete for good" }).click();
  await page.getByText("Ed Erased is being erased").waitFor();
});

test("9: unsaved changes are guarded, and the first field at fault has the focus", async ({ page, sightline, expected }) => {
  await enter(page, sightline, `cameras/${CAMERA}`);
  await page.getByLabel("Name").fill("Not saved");
  const asked: string[] = [];
  page.once("dialog", (dialogue) => {
    asked.push(dialogue.message());
    void dialogue.dismiss();
  });
  await page.getByRole("tab", { name: "Log" }).click();
  await expect.poll(() => asked).toEqual(["Your changes are not saved. Leave them behind?"]);
  await expect(page.getByLabel("Name")).toHaveValue("Not saved");
  page.once("dialog", (dialogue) => void dialogue.accept());
  await page.getByRole("tab", { name: "Log" }).click();
  await expect(page).toHaveURL(/\/log$/);

  expected.add("422 /api/v1/cameras/");
  await open(page, sightline, `cameras/${CAMERA}`);
  await page.getByLabel("MAC").fill("none");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("MAC")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("MAC")).toBeFocused();
});

test("12: the header of a card stays over its tabs, each tab has an address, and one that has nothing to show says why", async ({ page, sightline }) => {
  await enter(page, sightline, `users/${user}/sub-users`);
  await page.getByText("This user has no sub users and may not have any.").waitFor();
  const header = page.getByRole("region", { name: `User ${user}` });
  for (const [name, at] of [["Environments", "environments"], ["Billing Events", "billing-events"]] as const) {
    await page.getByRole("tab", { name }).click();
    await expect(page).toHaveURL(new RegExp(`/${at}$`));
    for (const fact of ["User ID", "Login", "Status", "Creation date"]) {
      await expect(header.getByText(fact, { exact: true })).toBeVisible();
    }
  }
});

test("13: Synchronize is followed live and ends with what was found, and each environment has its revisions", async ({ page, sightline }) => {
  const client = await page.context().newPage();
  await client.goto(sightline.client);
  await client.getByLabel("Login").fill(fresh("kept-user"));
  await client.getByLabel("Password").fill(PASSWORD);
  await client.getByRole("button", { name: "Sign in" }).click();
  await client.getByRole("navigation").first().waitFor();
  await enter(page, sightline, `users/${user}/environments`);
  await expect(page.getByRole("row", { name: /^Web/ }).filter({ hasText: "In step" }).first()).toBeVisible({ timeout: 30_000 });
  for (const column of ["Desired revision", "Applied revision", "Pending", "Verified"]) {
    await expect(page.getByRole("columnheader", { name: column })).toBeVisible();
  }
  await page.getByRole("button", { name: "Synchronize cameras" }).click();
  await page.getByText(/^Finished: [1-9]\d* in step/).waitFor({ timeout: 60_000 });
  await client.close();
});

test("14: it is told why a camera is seen, since when and by whom, and why not", async ({ page, sightline }) => {
  await enter(page, sightline, `users/${user}/effective-access?device=cam-${CAMERA}`);
  await page.getByText("The user sees it, through 1 path.").waitFor();
  await expect(page.getByRole("row", { name: new RegExp(`${PLACE} Street.*Key `) }).first()).toBeVisible();
  await page.getByText(/^1 device through \d sources?\.$/).waitFor();
  await page.goto(`${sightline.console}users/${user}/effective-access?device=cam-no-such-camera`);
  await page.getByText("There is no such device.").waitFor();
});

test("15: the audit tells a sentence first, what changed on demand, and the time in both zones", async ({ page, sightline }) => {
  await sightline.admin("PATCH", `/cameras/${CAMERA}`, { archiveDays: 9 });
  await enter(page, sightline, `cameras/${CAMERA}/log`);
  const row = page.getByRole("row", { name: new RegExp(`Key \\S+ changed camera ${CAMERA}`) }).first();
  await row.waitFor();
  await expect(row.locator("time")).toHaveAttribute("title", / UTC$/);
  await row.getByRole("button", { name: "Details" }).click();
  await expect(page.getByRole("dialog").getByRole("row", { name: /^archiveDays/ })).toContainText("9");
});

test("16: what billing sent is shown as it came, with what became of it, and failures stand on the dashboard", async ({ page, sightline }) => {
  const gone = fresh("kept-gone");
  await sightline.admin("POST", "/billing/requests", { requestId: gone, type: "billing.new_entity", login: gone, password: PASSWORD, userType: "b2c", subscriberKind: "individual", occurredAt: "2026-11-01T12:00:00Z" });
  await sightline.admin("POST", "/billing/requests", { requestId: `${gone}-2`, type: "billing.pause_entity", login: gone, occurredAt: "2026-11-02T12:00:00Z" });
  const { items } = (await sightline.admin("GET", `/users?login=${gone}`)) as { items: { id: string }[] };
  await enter(page, sightline, `users/${items[0]?.id ?? ""}/billing-events`);
  await page.getByRole("row", { name: /Pause entity/ }).getByRole("button", { name: "Payload" }).click();
  const dialogue = page.getByRole("dialog");
  await dialogue.getByText("What it changed").waitFor();
  await expect(dialogue.getByLabel("Payload")).toContainText(`"requestId": "${gone}-2"`);
  await open(page, sightline, "");
  const part = page.getByRole("region", { name: "Billing requests" });
  await part.getByText(/^Of the latest \d+ requests?:/).waitFor();
  const environments = page.getByRole("region", { name: "Environments and propagation" });
  for (const fact of ["In step", "Lagging", "Open operations"]) {
    await expect(environments.getByText(fact, { exact: true })).toBeVisible();
  }
  await expect(environments.getByText("1 node", { exact: true })).toBeVisible();
});

test("16: a request for a login nobody had is replayed once somebody has it, and what came of it is told", async ({ page, sightline, expected }) => {
  const late = fresh("kept-late");
  const pause = `${late}-pause`;
  await expect(sightline.admin("POST", "/billing/requests", { requestId: pause, type: "billing.pause_entity", login: late, occurredAt: "2026-11-02T12:00:00Z" })).rejects.toThrow("404");
  await enter(page, sightline, "billing/requests");
  await settled(page);
  await expect(page.getByRole("row", { name: new RegExp(pause) })).toContainText("Kept");
  const { userId } = (await sightline.admin("POST", "/billing/requests", { requestId: late, type: "billing.new_entity", login: late, password: PASSWORD, userType: "b2c", subscriberKind: "individual", occurredAt: "2026-11-01T12:00:00Z" })) as { userId: string };
  await page.getByRole("row", { name: new RegExp(pause) }).getByRole("button", { name: "Payload" }).click();
  await page.getByRole("dialog", { name: "Billing. Pause entity" }).getByRole("button", { name: "Replay" }).click();
  const asked = page.getByRole("dialog", { name: `Replay ${pause}?` });
  await asked.getByText("unless something newer has been applied since").waitFor();
  await asked.getByRole("button", { name: "Replay" }).click();
  await page.getByText("Replayed: Applied").waitFor();
  await page.getByRole("dialog", { name: "Billing. Pause entity" }).getByRole("button", { name: "Close" }).click();
  await page.getByRole("row", { name: new RegExp(`replay\\..*${pause}`) }).waitFor();
  expect(await sightline.admin("GET", `/users/${userId}`)).toMatchObject({ status: "paused" });

  const taken = `${late}-taken`;
  await expect(sightline.admin("POST", "/billing/requests", { requestId: taken, type: "billing.new_entity", login: late, password: PASSWORD, userType: "b2c", subscriberKind: "individual", occurredAt: "2026-11-03T12:00:00Z" })).rejects.toThrow("409");
  await open(page, sightline, `users/${userId}/billing-events`);
  await page.getByRole("row", { name: /Pause entity/ }).getByRole("button", { name: "Payload" }).click();
  const applied = page.getByRole("dialog", { name: "Billing. Pause entity" });
  await applied.getByText("What it said").waitFor();
  await expect(applied.getByRole("button", { name: "Replay" })).toHaveCount(0);
  await applied.getByRole("button", { name: "Close" }).click();
  await page.getByRole("row", { name: new RegExp(taken) }).getByRole("button", { name: "Payload" }).click();
  await page.getByRole("dialog", { name: "Billing. New entity" }).getByRole("button", { name: "Replay" }).click();
  expected.add("409 /api/v1/billing/requests/");
  await page.getByRole("dialog", { name: `Replay ${taken}?` }).getByRole("button", { name: "Replay" }).click();
  await page.getByText("Replayed: Rejected. The login belongs to somebody else").waitFor();
});

test("17: amounts are read as the viewer writes them, a refill is sent once, and what was taken back is struck through on demand", async ({ page, sightline }) => {
  const id = await platformUser(sightline, "Kim Money");
  await enter(page, sightline, `platform-users/${id}/balance`);
  const sent: (string | undefined)[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/refills")) {
      sent.push(request.headers()["idempotency-key"]);
    }
  });
  await page.getByRole("button", { name: "Refill Balance" }).click();
  const dialogue = page.getByRole("dialog");
  await dialogue.getByLabel("Amount").fill("12.345");
  await dialogue.getByRole("button", { name: "Refill Balance" }).click();
  await expect(dialogue.getByLabel("Amount")).toHaveAttribute("aria-invalid", "true");
  await dialogue.getByLabel("Amount").fill("12.50");
  await dialogue.getByRole("button", { name: "Refill Balance" }).dblclick();
  await page.getByRole("heading", { name: /62\.50/ }).waitFor();
  expect(sent).toHaveLength(1);
  await page.getByRole("row", { name: /12\.50/ }).getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel transaction" }).click();
  await page.getByRole("heading", { name: /50\.00/ }).waitFor();
  await expect(page.getByRole("row", { name: /12\.50/ })).toHaveCount(0);
  await page.getByLabel("Show what was cancelled").check();
  await expect(page.locator("s", { hasText: "12.50" }).first()).toBeVisible();
});

test("20: what somebody may never do is not there, and what cannot be done now says why", async ({ page, sightline, another, expected }) => {
  await enter(page, sightline, `users/${user}`);
  const button = page.getByRole("button", { name: "Set password" });
  await expect(button).toHaveAttribute("aria-disabled", "true");
  await button.hover();
  await page.getByRole("tooltip", { name: "This is billing's to do" }).waitFor();

  const login = fresh("kept-reader");
  await sightline.admin("POST", "/administrators", { name: "Only Reads", login, password: "correct horse battery", permissions: ["devices:read"] });
  const reader = await another();
  expected.add("401 /api/v1/session");
  await reader.goto(`${sightline.console}cameras`);
  await reader.getByLabel("Login").fill(login);
  await reader.getByLabel("Password").fill("correct horse battery");
  await reader.getByRole("button", { name: "Sign in" }).click();
  await reader.getByLabel("Present password").fill("correct horse battery");
  await reader.getByLabel(/^New password(?! again)/).fill("another horse battery");
  await reader.getByLabel("New password again").fill("another horse battery");
  await reader.getByRole("button", { name: "Set password" }).click();
  await reader.getByRole("navigation", { name: "Sections" }).waitFor();
  await reader.goto(`${sightline.console}cameras`);
  await settled(reader);
  const menu = reader.getByRole("navigation", { name: "Sections" });
  await expect(menu.getByRole("menuitem", { name: "Cameras", exact: true })).toBeVisible();
  await expect(menu.getByRole("menuitem", { name: "Users", exact: true })).toHaveCount(0);
  await expect(reader.getByRole("link", { name: "Create" })).toHaveCount(0);
});

test("22: a password's rules are followed as it is typed, one is made and copied once, and none is shown again", async ({ page, sightline, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await enter(page, sightline, "b2b-users/create");
  const password = page.getByRole("textbox", { name: "Password", exact: true });
  await password.fill("seven");
  const rules = page.getByRole("list", { name: "The password has" });
  await expect(rules).toContainText("○ at least 8 characters");
  await page.getByRole("button", { name: "Generate" }).click();
  await expect(rules).not.toContainText("○");
  await expect(password).toHaveAttribute("type", "password");
  await page.getByRole("button", { name: "Copy once" }).click();
  await page.getByText("Copied. It is shown nowhere again.").waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await password.inputValue());
  await expect(page.getByRole("button", { name: "Copy once" })).toHaveCount(0);
  await page.getByLabel("Login").fill(fresh("kept-firm"));
  await page.getByRole("button", { name: "Create" }).click();
  await page.getByRole("heading", { level: 1, name: fresh("kept-firm") }).waitFor();
  expect(await page.content()).not.toContain(await page.evaluate(() => navigator.clipboard.readText()));
});

test("23: rows have more room when somebody wants it, half the width is enough, nothing moves unasked, and paper shows the card alone", async ({ page, sightline }) => {
  await enter(page, sightline, "cameras");
  await settled(page);
  const height = () => page.getByRole("row").nth(1).evaluate((row) => row.getBoundingClientRect().height);
  const dense = await height();
  await page.locator(".RaUserMenu-userButton").click();
  await page.getByRole("menuitem", { name: "More room between rows" }).click();
  await expect.poll(height).toBeGreaterThan(dense);
  // At 200 % a desk of 1280 has 640.
  await page.setViewportSize({ width: 640, height: 400 });
  await open(page, sightline, `users/${user}`);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(640);
  await page.emulateMedia({ reducedMotion: "reduce" });
  expect(await page.getByRole("button", { name: "Suspend" }).evaluate((button) => getComputedStyle(button).transitionDuration)).toMatch(/^(0\.001s|0s|1ms)/);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("heading", { level: 1, name: "Kim Kept" })).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Sections" })).toBeHidden();
  await expect(page.getByRole("button", { name: "Suspend" })).toBeHidden();
});

test("24: after a dialogue the focus is where it was, and what was done is said aloud", async ({ page, sightline }) => {
  await enter(page, sightline, `users/${user}`);
  const suspend = page.getByRole("button", { name: "Suspend" });
  await suspend.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await expect(suspend).toBeFocused();
});

test("25: the audit tells in the viewer's language what was done to what, and an id stays an id; another language is chosen", async ({ browser, sightline }) => {
  const context = await browser.newContext({ locale: "pl-PL" });
  const page = await context.newPage();
  await sightline.admin("PATCH", `/cameras/${CAMERA}`, { archiveDays: 8 });
  await enter(page, sightline, `cameras/${CAMERA}/log`, "Sekcje");
  await expect(page.locator("html")).toHaveAttribute("lang", "pl");
  await page.getByRole("row", { name: new RegExp(`Klucz \\S+ – zmiana: kamera ${CAMERA}`) }).first().waitFor();
  await page.getByRole("button", { name: "admin", exact: true }).click();
  await page.getByRole("menuitem", { name: "English" }).click();
  await page.getByRole("row", { name: new RegExp(`Key \\S+ changed camera ${CAMERA}`) }).first().waitFor();
  await page.reload();
  await page.getByRole("navigation", { name: "Sections" }).waitFor();
  await context.close();
});

test("25: numbers and times are the viewer's, and the frame holds from right to left", async ({ browser, sightline }) => {
  const context = await browser.newContext({ locale: "de-DE", timezoneId: "Asia/Tokyo" });
  const page = await context.newPage();
  await enter(page, sightline, `cameras/${CAMERA}`);
  const { createdAt } = (await sightline.admin("GET", `/cameras/${CAMERA}`)) as { createdAt: string };
  const shown = new Intl.DateTimeFormat("de-DE", { dateStyle: "medium", timeStyle: "short", timeZone: "Asia/Tokyo" }).format(new Date(createdAt));
  await expect(page.locator(`time[datetime="${createdAt}"]`).first()).toHaveText(shown);
  for (const width of [1280, 375]) {
    await page.setViewportSize({ width, height: 700 });
    await open(page, sightline, `cameras/${CAMERA}`);
    await page.evaluate(() => {
      document.documentElement.dir = "rtl";
    });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await expect(page.getByRole("heading", { level: 1 })).toBeInViewport();
  }
  await context.close();
});
