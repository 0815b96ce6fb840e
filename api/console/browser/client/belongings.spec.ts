import { expect, stands, test } from "../shown.ts";
import { namesOf, type Sightline } from "../sightline.ts";
import { device, open, signIn } from "./pages.ts";

const fresh = namesOf(import.meta.url);

async function person(sightline: Sightline, name: string): Promise<{ id: string; mail: string }> {
  const mail = `${fresh(name)}@example.org`;
  const particulars = { email: mail, password: "Seven-grains-8", name, preferredMap: "osm", subscriberKind: "individual" };
  const { id } = (await sightline.admin("POST", "/platform-users", particulars)) as { id: string };
  await sightline.admin("POST", `/users/${id}/activation`);
  return { id, mail };
}

test("a tracker is added, changed, put into a monitoring object, shared and deleted", async ({ page, another, sightline, expected }) => {
  await sightline.admin("PUT", "/tracker-models/tk103", { name: "Coban TK103" });
  const [owner, friend] = [await person(sightline, "Olga"), await person(sightline, "Fred")];
  await signIn(page, sightline, owner.mail, "Seven-grains-8");
  const theirs = await another();
  await signIn(theirs, sightline, friend.mail, "Seven-grains-8");
  await open(page, "Trackers and objects");
  const trackers = page.getByRole("region", { name: "Trackers" });
  await expect(trackers.getByText("There are none yet.")).toBeVisible();

  await page.getByRole("button", { name: "Add a tracker" }).click();
  const added = page.getByRole("dialog", { name: "A new tracker" });
  await added.getByLabel("Name").fill("Van");
  await added.getByLabel("Model").selectOption("Coban TK103");
  await added.getByLabel("IMEI").fill("49015420323751");
  expected.add("422 /api/v1/users/me/trackers");
  await added.getByRole("button", { name: "Add" }).click();
  await expect(added.getByLabel("IMEI")).toBeFocused();
  await added.getByLabel("IMEI").fill("49-015420-323751-8");
  await added.getByLabel("Average fuel, litres for 100 km").fill("8.5");
  await stands(page, "client-tracker-new");
  await added.getByRole("button", { name: "Add" }).click();
  await expect(added).toHaveCount(0);
  await expect(trackers.getByRole("heading", { name: "Van" })).toBeVisible();

  await page.getByRole("button", { name: "Change Van" }).click();
  const one = page.getByRole("dialog", { name: "Van" });
  await expect(one.getByLabel("Average fuel, litres for 100 km")).toHaveValue("8.5");
  await one.getByLabel("Name").fill("Red van");
  await one.getByRole("button", { name: "Save" }).click();
  await expect(trackers.getByRole("heading", { name: "Red van" })).toBeVisible();

  await page.getByRole("button", { name: "Add a monitoring object" }).click();
  const object = page.getByRole("dialog", { name: "A new monitoring object" });
  await object.getByLabel("Name").fill("Fleet");
  await object.getByLabel("Red van").check();
  await object.getByRole("button", { name: "Add" }).click();
  const card = page.getByRole("region", { name: "Monitoring objects" }).getByRole("listitem").filter({ hasText: "Fleet" });
  await expect(card).toContainText("Red van");
  await stands(page, "client-belongings");

  await page.getByRole("button", { name: "Change Fleet" }).click();
  const fleet = page.getByRole("dialog", { name: "Fleet" });
  await fleet.getByLabel("Description").fill("Everything on wheels");
  await fleet.getByRole("button", { name: "Save" }).click();
  await expect(card).toContainText("Everything on wheels");
  await page.getByRole("button", { name: "Change Fleet" }).click();
  await fleet.getByLabel("With whom").fill(friend.mail);
  await fleet.getByRole("button", { name: "Share it" }).click();
  await expect(fleet.getByRole("heading", { name: friend.mail })).toBeVisible();
  await stands(page, "client-object");
  await expect(device(theirs, "Red van")).toContainText("Shared with you");
  await fleet.getByRole("button", { name: `Take it back from ${friend.mail}` }).click();
  await expect(device(theirs, "Red van")).toHaveCount(0);
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Delete Fleet" }).click();
  await page.getByRole("dialog", { name: "Delete Fleet?" }).getByRole("button", { name: "Delete" }).click();
  await expect(card).toHaveCount(0);
  await page.getByRole("button", { name: "Delete Red van" }).click();
  await page.getByRole("dialog", { name: "Delete Red van?" }).getByRole("button", { name: "Delete" }).click();
  await expect(trackers.getByText("There are none yet.")).toBeVisible();
});

test("a tariff is paid for a tracker once it is known what it costs", async ({ page, sightline, expected }) => {
  expected.add("404 /api/v1/users/me/");
  const { id, mail } = await person(sightline, "Pia");
  await sightline.admin("PUT", "/tracker-models/tk103", { name: "Coban TK103" });
  await sightline.admin("POST", `/users/${id}/trackers`, { name: "Boat", model: "tk103", imei: "490154203237518" });
  const tariff = { device: "tracker", name: "Tracks", monthly: 1_000, halfYearDiscount: 10, yearDiscount: 25, creditDays: 3, userId: id };
  await sightline.admin("POST", "/device-tariffs", tariff);
  await sightline.admin("POST", `/users/${id}/refills`, { amount: 6_000 });
  await signIn(page, sightline, mail, "Seven-grains-8");
  await open(page, "Tariffs and balance");
  await page.getByRole("button", { name: "Pay Tracks" }).click();
  const dialog = page.getByRole("dialog", { name: "Pay Tracks" });
  await dialog.getByLabel(/^12 months/).check();
  await expect(dialog.getByRole("button", { name: /^Pay/ })).toBeDisabled();
  await expect(dialog).toContainText("The balance is not enough for that.");
  await dialog.getByLabel(/^6 months: .*54\.00 · 10% less/).check();
  await expect(dialog).toContainText("It works on for 3 days after the paid time");
  await expect(dialog).toContainText("Boat");
  await stands(page, "client-pay");
  await dialog.getByRole("button", { name: /^Pay .*54\.00/ }).click();
  await expect(page.getByText("Tracks is paid for Boat.")).toBeVisible();
  await expect(page.locator(".balance")).toContainText("6.00");
  await expect(page.getByRole("region", { name: "Balance" }).getByRole("listitem")).toContainText("Boat");
  await expect(page.getByRole("row").filter({ hasText: "Tracks, Boat" })).toHaveCount(1);
});
