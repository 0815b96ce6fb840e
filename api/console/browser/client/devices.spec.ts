import { accessible, expect, pictured, stands, test } from "../shown.ts";
import { namesOf } from "../sightline.ts";
import { device, inStep, signIn } from "./pages.ts";

const fresh = namesOf(import.meta.url);

test("signs in, refuses a wrong password, and stands on a phone and in the dark", async ({ page, sightline, expected }) => {
  expected.add("401 /v1/token");
  await sightline.customer(fresh("dev-sign-in"), "Seven-grains");
  const answer = await page.goto(sightline.client);
  const headers = answer?.headers() ?? {};
  expect(headers["content-security-policy"]).toMatch(/default-src 'none'; script-src 'self'; style-src 'self';.*frame-ancestors 'none'/);
  expect(headers["referrer-policy"]).toBe("no-referrer");
  await page.getByLabel("Login").fill(fresh("dev-sign-in"));
  await page.getByLabel("Password").fill("wrong");
  await stands(page, "client-sign-in");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("Login or password is wrong.").waitFor();
  await accessible(page);
  await page.getByLabel("Password").fill("Seven-grains");
  await page.keyboard.press("Enter");
  await inStep(page);
  await expect(page.getByText("There are no devices yet.")).toBeVisible();
  await stands(page, "client-empty");
});

test("shows cameras by their places in the four colours, live, and finds them", async ({ page, sightline }) => {
  for (const [id, name] of [[fresh("dev-high"), "1 High Street"], [fresh("dev-low"), "2 Low Street"]] as const) {
    await sightline.address(id, name);
  }
  await sightline.camera(fresh("dev-yard"), "Yard", fresh("dev-high"), "active", "active");
  await sightline.camera(fresh("dev-gate"), "Gate", fresh("dev-high"), "active", "inactive");
  await sightline.camera(fresh("dev-roof"), "Roof", fresh("dev-low"), "inactive", "inactive");
  const user = await sightline.customer(fresh("dev-anna"), "Seven-grains");
  await sightline.admin("PUT", `/users/${user}/addresses/${fresh("dev-high")}`, { status: "active" });
  await sightline.admin("PUT", `/users/${user}/addresses/${fresh("dev-low")}`, { status: "blocked" });
  await signIn(page, sightline, fresh("dev-anna"), "Seven-grains");

  const colour = (name: string) => device(page, name).locator(".dot").getAttribute("data-state");
  await expect(device(page, "Yard")).toBeVisible();
  expect(await colour("Yard")).toBe("green");
  expect(await colour("Gate")).toBe("yellow");
  expect(await colour("Roof")).toBe("locked");
  await expect(device(page, "Gate")).toContainText("Partly working");
  await expect(page.getByRole("region", { name: "Cameras, 1 High Street" }).locator(".device")).toHaveCount(2);
  await expect(device(page, "Roof")).toContainText("Not available");
  await stands(page, "client-devices");

  await sightline.admin("PATCH", `/cameras/${fresh("dev-yard")}`, { streams: [{ type: "high", status: "inactive" }] });
  await expect(device(page, "Yard")).toContainText("No picture");
  await expect(page.locator("[aria-live]")).toHaveText(/^Yard: No picture/);

  await page.getByLabel("Search").fill("ga");
  await expect(page.locator(".device")).toHaveCount(3);
  await page.getByLabel("Search").fill("gat");
  await expect(page.locator(".device")).toHaveCount(1);
  await page.getByLabel("Search").fill("nothing like it");
  await expect(page.getByText("Nothing matches.")).toBeVisible();
  await page.getByLabel("Search").fill("");

  await device(page, "Gate").focus();
  await page.keyboard.press("Enter");
  const panel = page.getByRole("dialog", { name: "Gate" });
  await expect(panel).toContainText("Stream, low quality");
  await expect(panel).toContainText("does not work");
  await stands(page, "client-camera");
  await panel.getByLabel("Your own name").fill("Our gate");
  await panel.getByRole("button", { name: "Save the name" }).click();
  await expect(page.getByRole("dialog", { name: "Our gate" })).toContainText("just now");
  await page.keyboard.press("Escape");
  await expect(device(page, "Our gate")).toBeFocused();

  await sightline.admin("DELETE", `/users/${user}/addresses/${fresh("dev-high")}`);
  await expect(device(page, "Our gate")).toHaveCount(0);
});

test("shows a resident of the town all there is", async ({ page, sightline }) => {
  const { login, password } = sightline.resident;
  await signIn(page, sightline, login, password);
  await expect(page.getByRole("region", { name: "Cameras", exact: true })).toBeVisible();
  await stands(page, "client-resident");
});

test("a second tab shows the same, and what is held stays while the server cannot be reached", async ({ page, context, sightline }) => {
  await sightline.address(fresh("dev-tabs"), "3 Tab Lane");
  await sightline.camera(fresh("dev-tab"), "Tab camera", fresh("dev-tabs"), "active");
  let reachable = true;
  let cut = () => Promise.resolve();
  await context.routeWebSocket(/\/v1\/sync$/, async (socket) => {
    if (reachable) {
      socket.connectToServer();
      cut = () => socket.close();
    } else {
      await socket.close();
    }
  });
  const user = await sightline.customer(fresh("dev-tabs"), "Seven-grains");
  await sightline.admin("PUT", `/users/${user}/addresses/${fresh("dev-tabs")}`, { status: "active" });
  await signIn(page, sightline, fresh("dev-tabs"), "Seven-grains");
  const second = await context.newPage();
  await second.goto(sightline.client);
  await inStep(second);
  await expect(device(second, "Tab camera")).toBeVisible();
  // The second tab asks with the first one's token.
  await second.getByRole("link", { name: "Account" }).click();
  await expect(second.getByText("this one")).toBeVisible();

  reachable = false;
  await cut();
  await expect(page.getByText(/Not connected, last up to date/)).toBeVisible({ timeout: 40_000 });
  await expect(device(page, "Tab camera")).toBeVisible();
  await pictured(page, "client-offline");
  reachable = true;
  await inStep(page);
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByLabel("Login").waitFor();
  await second.getByLabel("Login").waitFor();
});
