import { createHash, createHmac, randomBytes } from "node:crypto";

import { accessible, expect, stands, test } from "../shown.ts";
import { namesOf } from "../sightline.ts";
import { settled, signIn } from "./signed-in.ts";

const fresh = namesOf(import.meta.url);

test("a key is made with its scopes, shown once, signs its calls, is rotated with two live, and revoked", async ({ page, sightline, expected }) => {
  const name = fresh("export");
  await signIn(page, sightline, expected);
  await page.goto(`${sightline.console}api-keys`);
  await page.getByRole("button", { name: "Create a key" }).click();
  const dialogue = page.getByRole("dialog");
  await dialogue.getByLabel("Name").fill(name);
  await dialogue.getByLabel("Scopes").click();
  await page.getByRole("option", { name: "keys:read" }).click();
  await page.keyboard.press("Escape");
  await dialogue.getByLabel("Only calls that it signs are heard").check();
  await dialogue.getByRole("button", { name: "Create" }).click();

  const shown = page.getByRole("dialog", { name: `The key ${name}` });
  const secret = await shown.getByLabel("Signing secret", { exact: true }).inputValue();
  const id = /key=([0-9a-f]{16}),/.exec((await shown.getByLabel("A signed call").textContent()) ?? "")?.[1] ?? "";
  await accessible(page);
  await page.keyboard.press("Escape");
  await shown.getByRole("button", { name: "I have kept it" }).click();
  const row = page.getByRole("row", { name: new RegExp(name) });
  await expect(row).toHaveCount(1);
  await expect(page.getByText(secret)).toHaveCount(0);

  const call = "/api/v1/api-keys?limit=1";
  const at = Math.floor(Date.now() / 1000);
  const nonce = randomBytes(16).toString("hex");
  const signed = ["SLK1-HMAC-SHA256", at, nonce, "GET", call, createHash("sha256").update("").digest("hex")].join("\n");
  const signature = createHmac("sha256", secret).update(signed).digest("hex");
  const asked = async () => (await fetch(new URL(call, sightline.console), { headers: { Authorization: `SLK1-HMAC-SHA256 key=${id},at=${at},nonce=${nonce},signature=${signature}` } })).status;
  expect(await asked()).toBe(200);

  await row.getByRole("button", { name: "Rotate" }).click();
  await dialogue.getByRole("button", { name: "Rotate" }).click();
  await shown.getByRole("button", { name: "I have kept it" }).click();
  await expect(row).toHaveCount(2);
  await page.getByRole("cell", { name: id, exact: true }).first().waitFor();
  await page.getByRole("row", { name: new RegExp(`${name} ${id}`) }).getByRole("button", { name: "Revoke" }).click();
  await dialogue.getByRole("button", { name: "Revoke" }).click();
  await expect(row).toHaveCount(1);
});

test("an administrator sees where they are signed in, and ends another session", async ({ page, sightline, expected, another }) => {
  // Somebody of its own: the first administrator is signed in by other specs at the same time.
  const login = fresh("two-desks");
  const password = "correct horse battery";
  await sightline.admin("POST", "/administrators", { name: login, login, password, permissions: ["*"], mustChangePassword: false });
  await signIn(page, sightline, expected, { login, password });
  const other = await another();
  await signIn(other, sightline, expected, { login, password });
  await page.getByRole("banner").getByRole("button", { name: login }).click();
  await page.getByRole("menuitem", { name: "Own profile" }).click();
  await page.getByRole("heading", { level: 1, name: "Own profile" }).waitFor();
  await expect(page.getByRole("row", { name: /Yes/ }).getByRole("button", { name: "End" })).toBeDisabled();
  // The latest is first.
  await page.getByRole("row").nth(1).getByRole("button", { name: "End" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "End" }).click();
  await page.getByText("Ended", { exact: true }).waitFor();
  expected.add("401 /api/v1/");
  await other.goto(`${sightline.console}audit`);
  await other.getByLabel("Login").waitFor();
});

test("the branding of a customer is made with a preview, shown to be readable or not, and deleted", async ({ page, sightline, expected }) => {
  const user = await sightline.customer(fresh("branding"), "Seven-grains", { name: "Ada Brand" });
  await signIn(page, sightline, expected);
  expected.add(`404 /api/v1/users/${user}/branding`);
  await page.goto(`${sightline.console}users/${user}/branding`);
  await page.getByLabel("Name of the platform").fill("Ada & Co");
  await page.getByLabel("Text of the sign-in page").fill("Welcome back");
  await page.getByLabel("Text", { exact: true }).fill("#eeeeee");
  await page.getByText(/✗ Text on the background: 1\.2 to 1/).waitFor();
  await expect(page.getByLabel("Text", { exact: true })).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByRole("button", { name: "Save branding" })).toBeDisabled();
  await page.getByLabel("Text", { exact: true }).fill("#222222");
  await page.locator('input[type="file"]').setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: PIXEL });
  const preview = page.getByRole("figure", { name: "Preview" });
  await expect(preview).toContainText("Ada & CoWelcome back");
  await preview.getByRole("img", { name: "Logo" }).waitFor();
  await page.getByRole("button", { name: "Save branding" }).click();
  await page.getByText("The branding was saved").waitFor();
  expect(await sightline.admin("GET", `/users/${user}/branding`)).toMatchObject({ name: "Ada & Co", text: "#222222", logo: { type: "png" } });
  await stands(page, "console-branding");
  await page.getByRole("button", { name: "Delete branding" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete branding" }).waitFor({ state: "detached" });
});

test("a user's card tells which notifications were read and which deleted", async ({ page, sightline, expected }) => {
  const user = await sightline.customer(fresh("told"), "Seven-grains", { name: "Ada Told" });
  await sightline.admin("POST", "/notifications", { severity: "information", title: "Kept", text: "Kept.", to: [user] });
  await sightline.admin("POST", "/notifications", { severity: "error", title: "Gone", text: "Gone.", to: [user] });
  await signIn(page, sightline, expected);
  await page.goto(`${sightline.console}users/${user}/notifications`);
  const dialogue = page.getByRole("dialog");
  await page.getByRole("row", { name: /Kept/ }).getByRole("button", { name: "Mark as read" }).click();
  await dialogue.getByRole("button", { name: "Mark as read" }).click();
  await page.getByRole("row", { name: /Gone/ }).getByRole("button", { name: "Delete" }).click();
  await dialogue.getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("row")).toHaveCount(2);
  await expect(page.getByRole("row", { name: /Kept/ })).not.toContainText("Not yet");
  await page.getByLabel("Show what was deleted").check();
  await page.getByRole("row", { name: /Deleted \(/ }).waitFor();
});

test("what is looked for is found and opened with the keyboard alone", async ({ page, sightline, expected }) => {
  const number = String(Date.now()).slice(-9);
  const firm = fresh("Palette Bakery");
  const { id } = (await sightline.admin("POST", "/b2b-users", { login: fresh("palette"), password: "Seven-grains", name: firm, particulars: { taxpayerNumber: number } })) as { id: string };
  const house = fresh("palette-house");
  await sightline.address(house, fresh("9 Palette Lane"));
  await sightline.camera(fresh("palette-cam"), fresh("Palette door"), house, "active");
  await signIn(page, sightline, expected);
  const search = page.getByRole("combobox", { name: "Search users, cameras, addresses and pages" });
  const list = page.getByRole("listbox", { name: "Found" });

  await page.keyboard.press("/");
  await search.fill(number);
  await list.getByRole("option", { name: firm }).waitFor();
  await settled(page);
  await stands(page, "console-search");
  await search.press("Enter");
  await page.waitForURL(`**/b2b-users/${id}`);
  // The address changes a moment before what was on the page goes.
  await expect(search).toHaveCount(0);

  for (const [typed, name, at] of [
    [fresh("palette-cam"), fresh("Palette door"), `cameras/${fresh("palette-cam")}`],
    [fresh("9 Palette Lane"), fresh("9 Palette Lane"), `addresses/${house}`],
    [fresh("palette"), firm, `b2b-users/${id}`],
    ["system ev", "System events", "billing/requests"],
  ] as const) {
    await page.keyboard.press("Control+k");
    await search.fill(typed);
    await list.getByRole("option", { name }).first().waitFor();
    await expect(page.getByText("Searching…")).toHaveCount(0);
    for (let steps = 0; steps < 20 && !((await list.getByRole("option", { selected: true }).textContent()) ?? "").startsWith(name); steps++) {
      await search.press("ArrowDown");
    }
    await search.press("Enter");
    await page.waitForURL(`**/${at}`);
    await expect(search).toHaveCount(0);
  }
  await page.keyboard.press("/");
  await search.press("Escape");
  await expect(search).toHaveCount(0);
});

test("trackers, monitoring objects and own cameras of all users are searched, and lead to their owner", async ({ page, sightline, expected }) => {
  await sightline.admin("PUT", "/tracker-models/console-tk103", { name: "TK 103" });
  const user = await sightline.customer(fresh("owner"), "Seven-grains", { name: "Olga Owner" });
  const things = { trackers: fresh("Van"), "monitoring-objects": fresh("Fleet"), "own-cameras": fresh("Yard") };
  await sightline.admin("POST", `/users/${user}/trackers`, { name: things.trackers, model: "console-tk103", imei: "490154203237518" });
  await sightline.admin("POST", `/users/${user}/monitoring-objects`, { name: things["monitoring-objects"] });
  await sightline.admin("POST", `/users/${user}/own-cameras`, { name: things["own-cameras"], address: "192.0.2.7", streams: ["high"] });
  await signIn(page, sightline, expected);
  for (const [path, name] of Object.entries(things)) {
    await page.goto(`${sightline.console}${path}`);
    await page.getByPlaceholder(/^Search by name/).fill(name);
    await expect(page.getByRole("row")).toHaveCount(2);
    await page.getByRole("link", { name }).click();
    await page.waitForURL(`**/users/${user}/${path}`);
    await page.getByRole("cell", { name, exact: true }).waitFor();
  }
});

/** A picture of one dot. */
const PIXEL = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
