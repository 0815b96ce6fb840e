import { expect, stands, test } from "../shown.ts";
import { settled, signIn } from "./signed-in.ts";

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
  ["acting", "Acting for users"],
  ["audit", "Audit"],
  ["billing/requests", "System events"],
];

const TABS = ["", "cameras", "intercoms", "places", "sub-users", "billing-events", "access", "analytics", "trackers", "monitoring-objects", "profile", "environments", "effective-access", "logs"];

test("every list and form stands", async ({ page, sightline, expected }) => {
  test.setTimeout(900_000);
  await signIn(page, sightline, expected);
  for (const [path, title] of LISTS) {
    await test.step(path, async () => {
      await page.goto(sightline.console + path);
      await expect(page.locator("#react-admin-title")).toHaveText(title);
      await settled(page);
      await stands(page, `console-${path.replaceAll(/\W+/g, "-") || "dashboard"}`);
    });
  }
});

test("every tab of every card stands", async ({ page, sightline, expected }) => {
  test.setTimeout(900_000);
  await sightline.admin("PUT", "/addresses/stands", { name: "7 Long Lane" });
  await sightline.camera("stands", "Gate", "stands", "active", "inactive");
  await sightline.admin("PUT", "/folders/stands", { addressId: "stands", key: "yard" });
  await sightline.admin("PUT", "/intercoms/stands", { name: "Door", addressId: "stands", flatFrom: 1, flatTo: 9 });
  const user = await sightline.customer("console-stands", "Seven-grains", { name: "Ada Stands" });
  await sightline.admin("PUT", `/users/${user}/addresses/stands`, { status: "active" });
  const firm = (await sightline.admin("POST", "/b2b-users", { login: "console-firm", password: "Seven-grains", name: "The Firm" })) as { id: string };
  const person = (await sightline.admin("POST", "/platform-users", { email: "stands@example.org", password: "Correct-horse-1", name: "Kim", preferredMap: "osm" })) as { id: string };
  await sightline.admin("POST", `/users/${person.id}/refills`, { amount: 5000 });
  await signIn(page, sightline, expected);
  const cards = [
    ...TABS.map((tab) => `users/${user}/${tab}`),
    `b2b-users/${firm.id}`,
    `b2b-users/${firm.id}/tariff-plan`,
    `platform-users/${person.id}`,
    `platform-users/${person.id}/balance`,
    ...["", "addresses", "folders", "users", "log"].map((tab) => `cameras/stands/${tab}`),
    ...["", "cameras", "intercoms", "folders", "users", "log"].map((tab) => `addresses/stands/${tab}`),
    ...["", "cameras", "users", "log"].map((tab) => `folders/stands/${tab}`),
    ...["", "apartments", "log"].map((tab) => `intercoms/stands/${tab}`),
  ];
  for (const path of cards.map((card) => card.replace(/\/$/, ""))) {
    await test.step(path, async () => {
      await page.goto(sightline.console + path);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await settled(page);
      await stands(page, `console-card-${path.replace(user, "user").replace(firm.id, "firm").replace(person.id, "person").replaceAll(/\W+/g, "-")}`);
    });
  }
});
