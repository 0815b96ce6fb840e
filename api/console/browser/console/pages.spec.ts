import type { Page } from "@playwright/test";

import { expect, stands, test } from "../shown.ts";
import { namesOf, type Sightline } from "../sightline.ts";
import { settled, signIn, visit } from "./signed-in.ts";

const fresh = namesOf(import.meta.url);

/** Every list, with what its page says above all. */
const LISTS: readonly (readonly [string, string])[] = [
  ["", "Sightline"],
  ["users", "Users"],
  ["users/create", "Create a temporary user"],
  ["sub-users", "Sub users"],
  ["b2b-users", "B2B Users"],
  ["b2b-users/create", "Create a B2B user"],
  ["platform-users", "Platform users"],
  ["platform-users/create", "Create a platform user"],
  ["cameras", "Cameras"],
  ["cameras/create", "Create a camera"],
  ["intercoms", "Intercoms"],
  ["intercoms/create", "Create an intercom"],
  ["trackers", "Trackers"],
  ["monitoring-objects", "Monitoring objects"],
  ["own-cameras", "Users' own cameras"],
  ["addresses", "Addresses"],
  ["addresses?as=tree", "Addresses"],
  ["addresses/create", "Create an address"],
  ["folders", "Private folders"],
  ["folders/create", "Create a private folder"],
  ["tariff-plans", "Tariff plans"],
  ["tariff-plans/create", "Create a tariff plan"],
  ["device-tariffs", "Device tariffs"],
  ["device-tariffs/create", "Create a device tariff"],
  ["notifications", "Notifications"],
  ["notifications/create", "Tell users something"],
  ["feedback", "Feedback"],
  ["administrators", "Administrators"],
  ["administrators/create", "Create an administrator"],
  ["roles", "Roles"],
  ["roles/create", "Create a role"],
  ["api-keys", "API keys"],
  ["profile", "Own profile"],
  ["acting", "Acting for users"],
  ["audit", "Audit"],
  ["billing/requests", "System events"],
  ["import/users", "Import users of billing"],
  ["import/cameras", "Import cameras"],
];

const TABS = ["", "cameras", "intercoms", "places", "sub-users", "billing-events", "access", "analytics", "own-cameras", "trackers", "monitoring-objects", "profile", "branding", "notifications", "environments", "effective-access", "logs"];

/** A page at a time, and many of them: a busy machine needs long for all of them together. */
test.describe.configure({ timeout: 600_000 });

/** As many pages as are one test: few, so that two browsers share them evenly, and enough to be worth a sign-in. */
const AT_ONCE = 8;

for (let first = 0; first < LISTS.length; first += AT_ONCE) {
  const some = LISTS.slice(first, first + AT_ONCE);
  test(`lists and forms stand: ${some.map(([path]) => path || "dashboard").join(", ")}`, async ({ page, sightline, expected }) => {
    await signIn(page, sightline, expected);
    for (const [path, title] of some) {
      await test.step(path, async () => {
        await visit(page, path);
        await expect(page.locator("#react-admin-title")).toHaveText(title);
        await settled(page);
        await stands(page, `console-${path.replaceAll(/\W+/g, "-") || "dashboard"}`);
      });
    }
  });
}

/** Opens each tab of a card by its address. */
async function tabsStand(page: Page, card: string, name: string, tabs: readonly string[]): Promise<void> {
  for (const tab of tabs) {
    await test.step(`${name}/${tab}`, async () => {
      await visit(page, `${card}${tab === "" ? "" : `/${tab}`}`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      // Which tab it is, is said to screen readers by the tab itself.
      await expect(page.getByRole("tab", { selected: true })).toHaveAttribute("href", new RegExp(`${tab}$`));
      await settled(page);
      await stands(page, `console-card-${[name, tab].filter(Boolean).join("-")}`);
    });
  }
}

async function somebody(sightline: Sightline, id: string): Promise<string> {
  await sightline.address(id, "7 Long Lane");
  await sightline.camera(id, "Gate", id, "active", "inactive");
  const user = await sightline.customer(id, "Seven-grains", { name: "Ada Stands" });
  await sightline.admin("PUT", `/users/${user}/addresses/${id}`, { status: "active" });
  return user;
}

for (const [half, tabs] of [TABS.slice(0, TABS.length / 2), TABS.slice(TABS.length / 2)].entries()) {
  test(`tabs of a user's card stand: ${tabs.map((tab) => tab || "user").join(", ")}`, async ({ page, sightline, expected }) => {
    const user = await somebody(sightline, fresh(`stands-${half}`));
    await signIn(page, sightline, expected);
    // How the console learns that there is none.
    expected.add(`404 /api/v1/users/${user}/branding`);
    await tabsStand(page, `users/${user}`, "users-user", tabs);
  });
}

test("tabs of the cards of firms and persons stand", async ({ page, sightline, expected }) => {
  const firm = (await sightline.admin("POST", "/b2b-users", { login: fresh("console-firm"), password: "Seven-grains", name: "The Firm" })) as { id: string };
  const particulars = { email: `${fresh("stands")}@example.org`, password: "Correct-horse-1", name: "Kim", preferredMap: "osm" };
  const person = (await sightline.admin("POST", "/platform-users", particulars)) as { id: string };
  await sightline.admin("POST", `/users/${person.id}/refills`, { amount: 5000 });
  await signIn(page, sightline, expected);
  await tabsStand(page, `b2b-users/${firm.id}`, "b2b-users-firm", ["", "tariff-plan"]);
  await tabsStand(page, `platform-users/${person.id}`, "platform-users-person", ["", "balance", "payments"]);
});

test("tabs of the cards of devices stand", async ({ page, sightline, expected }) => {
  const id = fresh("stands-device");
  await somebody(sightline, id);
  await sightline.admin("PUT", `/intercoms/${id}`, { name: "Door", addressId: id, flatFrom: 1, flatTo: 9 });
  await signIn(page, sightline, expected);
  await tabsStand(page, `cameras/${id}`, "cameras", ["", "addresses", "folders", "users", "log"]);
  await tabsStand(page, `intercoms/${id}`, "intercoms", ["", "apartments", "log"]);
});

test("tabs of the cards of places stand", async ({ page, sightline, expected }) => {
  const id = fresh("stands-place");
  await somebody(sightline, id);
  await sightline.admin("PUT", `/folders/${id}`, { addressId: id, key: "yard" });
  await sightline.admin("PUT", `/cameras/${id}/places/F:${id}`, { label: "yard" });
  await signIn(page, sightline, expected);
  await tabsStand(page, `addresses/${id}`, "addresses", ["", "cameras", "intercoms", "folders", "users", "log"]);
  await tabsStand(page, `folders/${id}`, "folders", ["", "cameras", "users", "log"]);
});
