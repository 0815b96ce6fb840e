import { expect, test } from "../shown.ts";
import { namesOf, Sightline } from "../sightline.ts";
import { enter, settled } from "./signed-in.ts";

const fresh = namesOf(import.meta.url);

// In one worker and in this order, since they share what is made before them.
test.describe.configure({ mode: "default" });

/** Cameras that only these specs look for; more than a page of ten. */
const NAME = fresh("listed");
const COUNT = 12;
const id = (i: number): string => `${NAME}-${String(i).padStart(2, "0")}`;
const SEARCHED = `filter=${encodeURIComponent(JSON.stringify({ q: NAME }))}&perPage=10&sort=id&order=ASC`;

test.beforeAll(async () => {
  const sightline = new Sightline();
  for (let i = 1; i <= COUNT; i++) {
    await sightline.admin("PUT", `/cameras/${id(i)}`, { name: `${NAME} ${i}`, enabled: i !== 1 });
  }
  await expect(async () => {
    const { total } = (await sightline.admin("GET", `/cameras?q=${NAME}&count=true`)) as { total: number };
    expect(total).toBe(COUNT);
  }).toPass({ timeout: 20_000 });
});

test("1: filters, search, sort, page and page size stand in the address, and Back restores them and the scroll", async ({ page, sightline }) => {
  await page.setViewportSize({ width: 1280, height: 600 });
  await enter(page, sightline, `cameras?${SEARCHED}&page=2`);
  await expect(page.getByRole("row")).toHaveCount(1 + COUNT - 10);
  await page.getByRole("button", { name: "Go to page 1" }).click();
  await expect(page).toHaveURL(/page=1\b/);
  await page.getByRole("link", { name: `${NAME} 10` }).scrollIntoViewIfNeeded();
  const list = page.locator(".RaList-content").first();
  const scrolled = await list.evaluate((element) => element.scrollTop);
  expect(scrolled).toBeGreaterThan(0);
  await page.getByRole("link", { name: `${NAME} 10` }).click();
  await page.getByRole("heading", { level: 1, name: `${NAME} 10` }).waitFor();
  await page.goBack();
  await expect(page.getByLabel("Search by name, ID, serial number")).toHaveValue(NAME);
  await expect.poll(() => list.evaluate((element) => element.scrollTop)).toBe(scrolled);
});

test("2: typing in search goes to page 1, Reset clears and reads again, and the page size is remembered", async ({ page, sightline }) => {
  await enter(page, sightline, `cameras?${SEARCHED}&page=2`);
  await page.getByLabel("Search by name, ID, serial number").fill(id(3));
  await expect(page.getByRole("row")).toHaveCount(2);
  await expect(page).toHaveURL(/page=1\b/);
  const read = page.waitForResponse((answer) => answer.url().includes("/api/v1/cameras?") && !answer.url().includes("q="));
  await page.getByRole("button", { name: "Reset" }).click();
  await read;
  await expect(page.getByLabel("Search by name, ID, serial number")).toHaveValue("");
  await page.goto(`${sightline.console}users`);
  await settled(page);
  await page.goto(`${sightline.console}cameras`);
  await expect(page).toHaveURL(/perPage=10\b/);
});

test("3: each filter is a chip that can be removed, and no rows says whether nothing exists or nothing matches", async ({ page, sightline }) => {
  await enter(page, sightline, `cameras?filter=${encodeURIComponent(JSON.stringify({ q: NAME, enabled: false }))}`);
  await expect(page.getByRole("row")).toHaveCount(2);
  const chips = page.getByRole("group", { name: "Filters" });
  await chips.getByRole("button", { name: "Enabled: no" }).click();
  await expect(page.getByRole("row")).toHaveCount(1 + COUNT);
  await page.getByLabel("Search by name, ID, serial number").fill("nothing is called so");
  await page.getByText("Nothing matches these filters.").waitFor();
  await page.getByRole("button", { name: "Clear filters" }).waitFor();

  const user = await sightline.customer(fresh("listed-nobody"), "Seven-grains");
  await page.goto(`${sightline.console}users/${user}/cameras`);
  await page.getByText("The user has no cameras that you may see. Attach an address or a private folder.").waitFor();
});

test("4: columns are chosen, the header stays, a row is seen to have the focus, and its name is a link", async ({ page, sightline, context }) => {
  await page.setViewportSize({ width: 1280, height: 600 });
  await enter(page, sightline, `cameras?${SEARCHED}`);
  await expect(page.getByRole("columnheader", { name: "Serial number" })).toBeHidden();
  await page.getByRole("button", { name: "Columns" }).click();
  await page.locator(".MuiPopover-root").getByLabel("Serial number").click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("columnheader", { name: "Serial number" })).toBeVisible();

  await page.locator(".RaList-content").first().evaluate((element) => {
    element.scrollTop = 200;
  });
  await expect(page.getByRole("columnheader", { name: "Status" })).toBeInViewport();
  const link = page.getByRole("link", { name: `${NAME} 10` });
  await link.focus();
  expect(await page.getByRole("row", { name: `${NAME} 10` }).evaluate((row) => getComputedStyle(row).outlineStyle)).toBe("solid");
  const opened = context.waitForEvent("page");
  await link.click({ button: "middle" });
  await expect(await opened).toHaveURL(new RegExp(`cameras/${id(10)}$`));
});

test("5: all that match are selected, each failure is named, and only what failed is tried again", async ({ page, sightline, expected }) => {
  await enter(page, sightline, `cameras?${SEARCHED}`);
  await page.getByRole("button", { name: `Select all ${COUNT} matching` }).click();
  await page.getByText(`${COUNT} rows selected`).waitFor();
  await page.getByRole("button", { name: "Disable" }).click();
  const dialogue = page.getByRole("dialog", { name: `Disable ${COUNT} cameras?` });
  await dialogue.getByText("Nobody sees them live").waitFor();
  expected.add(`409 /api/v1/cameras/${id(2)}`);
  await page.route(`**/api/v1/cameras/${id(2)}`, (route) =>
    route.fulfill({
      status: 409,
      contentType: "application/problem+json",
      body: JSON.stringify({ type: "about:blank", title: "No", detail: "It is being replaced", status: 409, code: "conflict", requestId: "r" }),
    }),
  );
  await dialogue.getByRole("button", { name: "Disable" }).click();
  const done = page.getByRole("dialog");
  await done.getByText(`Done: ${COUNT - 1} cameras.`).waitFor();
  await expect(done.getByRole("table", { name: "Failed" }).getByRole("row")).toHaveText([`${id(2)}It is being replaced`]);
  await page.unroute(`**/api/v1/cameras/${id(2)}`);
  await done.getByRole("button", { name: "Retry failed only (1)" }).click();
  await done.getByText("Done: 1 camera.").waitFor();
  await done.getByRole("button", { name: "Close" }).click();
  const cameras = (await sightline.admin("GET", `/cameras/${id(2)}`)) as { enabled: boolean };
  expect(cameras.enabled).toBe(false);
});

test("6: what was read stays while it is read again, and a lost network is said", async ({ page, sightline, context }) => {
  await enter(page, sightline, `cameras?${SEARCHED}`);
  await expect(page.getByRole("row")).toHaveCount(11);
  let go = (): void => undefined;
  await page.route("**/api/v1/cameras?*", async (route) => {
    await new Promise<void>((resolve) => (go = resolve));
    await route.continue();
  });
  await page.getByRole("button", { name: "Refresh" }).click();
  await page.getByLabel("Reading").waitFor();
  await expect(page.getByRole("row")).toHaveCount(11);
  go();
  await page.getByLabel("Reading").waitFor({ state: "detached" });
  await page.unroute("**/api/v1/cameras?*");
  await context.setOffline(true);
  await page.getByText("No network. What you see was read before").waitFor();
  await expect(page.getByRole("row")).toHaveCount(11);
  await context.setOffline(false);
  await page.getByText("No network.").waitFor({ state: "detached" });
});

test("19: what is filtered is exported, and no spreadsheet takes a cell for a formula", async ({ page, sightline }) => {
  const danger = fresh("listed-formula");
  await sightline.admin("PUT", `/cameras/${danger}`, { name: `=1+1 ${danger}` });
  await enter(page, sightline, `cameras?filter=${encodeURIComponent(JSON.stringify({ q: danger }))}`);
  await page.getByRole("link", { name: danger }).waitFor();
  const address = await page.getByRole("link", { name: "Export" }).getAttribute("href");
  // Decoded, a text has no mark any more; in the file it tells spreadsheets that this is UTF-8.
  const { text, mark } = await page.evaluate(async (at) => {
    const file = await (await fetch(at)).arrayBuffer();
    return { text: new TextDecoder().decode(file), mark: [...new Uint8Array(file).slice(0, 3)] };
  }, address ?? "");
  expect(mark).toEqual([0xef, 0xbb, 0xbf]);
  expect(text.trim().split("\n")).toHaveLength(2);
  expect(text).toContain(`'=1+1 ${danger}`);
});

test("25: texts are in the language that the browser asks for, and how many are there is said with its plurals", async ({ browser, sightline }) => {
  const context = await browser.newContext({ locale: "pl-PL" });
  const page = await context.newPage();
  await enter(page, sightline, `cameras?${SEARCHED}`, "Sekcje");
  await expect(page.getByRole("navigation", { name: "Sekcje" }).getByRole("menuitem", { name: "Kamery", exact: true })).toBeVisible();
  for (const [many, said] of [
    [1, "1 wiersz"],
    [2, "2 wiersze"],
    [5, "5 wierszy"],
  ] as const) {
    for (let i = 1; i <= many; i++) {
      await page.getByRole("checkbox", { name: `Zaznacz: ${id(i)}` }).check();
    }
    await expect(page.getByText(`Zaznaczono ${said}`, { exact: true })).toBeVisible();
  }
  await context.close();
});

test("26: nothing is asked of another host, and no script is permitted that is not the server's", async ({ page, sightline }) => {
  const hosts = new Set<string>();
  page.on("request", (request) => hosts.add(new URL(request.url()).host));
  await enter(page, sightline, "");
  await settled(page);
  expect([...hosts]).toEqual([new URL(sightline.console).host]);
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
  expect(policy).toContain("default-src 'none'; script-src 'self';");
  expect(policy).not.toContain("unsafe");
});
