import { readFileSync, writeFileSync } from "node:fs";

import type { Page } from "@playwright/test";

import { accessible, expect, test } from "../shown.ts";
import { namesOf } from "../sightline.ts";
import { enter } from "./signed-in.ts";

const fresh = namesOf(import.meta.url);

const ADA = fresh("import-ada");
const BOB = fresh("import-bob");
const HOUSE = fresh("import-house");

async function uploaded(page: Page, file: string): Promise<void> {
  await page.getByLabel("File of CSV").setInputFiles(file);
  await page.getByText("Which column says what?").waitFor();
}

test("users come from a file: faults are named by line and column, and the same file again adds nobody", async ({ page, sightline }, info) => {
  await sightline.admin("PUT", `/addresses/${HOUSE}`, { name: "1 Import Street" });
  const file = info.outputPath("users.csv");
  writeFileSync(
    file,
    `\ufeffUser name;Password;Kind;Type;Full name;House\r\n${ADA};Seven-grains;individual;b2c;"Ada ""Import""; née Byron";${HOUSE}\r\n${BOB};Seven-grains;legal;b2c;Bob;\r\n${BOB}-2;Seven-grains;firm;b2c;Eve;nowhere\r\n`,
  );
  await enter(page, sightline, "users");
  await page.getByRole("link", { name: "Import" }).click();
  const template = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download a template" }).click();
  expect(readFileSync(await (await template).path(), "utf8")).toContain("login,password,subscriberKind");

  await uploaded(page, file);
  await expect(page.getByLabel("Column of Login")).toHaveValue("0");
  await expect(page.getByLabel("Column of Name")).toHaveValue("4");
  await page.getByLabel("Column of Address (ID)").selectOption({ label: "House" });
  await page.getByRole("button", { name: "Check" }).click();
  await page.getByText("2 users would be added.", { exact: false }).waitFor();
  await expect(page.getByRole("table", { name: "Faults" }).getByRole("row").nth(1)).toHaveText("4KindWrite one of individual, legal");
  await accessible(page);

  await page.getByRole("button", { name: "Import 2 users" }).click();
  await page.getByText("2 users added, 0 there already, 0 failed, 1 not sent.").waitFor();
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download report" }).click();
  const report = readFileSync(await (await saved).path(), "utf8").split("\r\n");
  expect(report[0]).toBe("\ufeffline,login,outcome,id,reason");
  expect(report[1]).toContain(`2,${ADA},added,`);
  expect(report[3]).toContain("4,,not sent,,");

  const { items } = (await sightline.admin("GET", `/users?login=${ADA}`)) as { items: { id: string; name: string }[] };
  expect(items[0]?.name).toBe('Ada "Import"; née Byron');
  expect(await sightline.admin("GET", `/users/${items[0]?.id ?? ""}/cameras`)).toBeDefined();

  await page.getByRole("button", { name: "Another file" }).click();
  await uploaded(page, file);
  await page.getByRole("button", { name: "Check" }).click();
  await page.getByText("0 users would be added. 2 are there already", { exact: false }).waitFor();
});

test("cameras come from a file, and those that failed are tried again alone", async ({ page, sightline, expected }, info) => {
  const [one, two] = [fresh("import-one"), fresh("import-two")];
  await sightline.admin("PUT", `/addresses/${HOUSE}`, { name: "1 Import Street" });
  await sightline.admin("PUT", `/cameras/${two}`, { name: "Somebody's" });
  const file = info.outputPath("cameras.csv");
  writeFileSync(file, `camera id,title,mac address,retention,address\n${one},Door,00-1a-2b-3c-4d-5e,14,${HOUSE}\n${two},Yard,,7,\n`);
  await enter(page, sightline, "import/cameras");
  await uploaded(page, file);
  await page.getByRole("button", { name: "Check" }).click();
  expected.add(`428 /api/v1/cameras/${two}`);
  await page.getByRole("button", { name: "Import 2 cameras" }).click();
  await page.getByText("1 camera added, 0 there already, 1 failed, 0 not sent.").waitFor();
  await page.getByText("It is there already with other values", { exact: false }).waitFor();

  await sightline.admin("PATCH", `/cameras/${two}`, { name: "Yard", initialName: "Yard", archiveDays: 7 });
  await page.getByRole("button", { name: "Retry failed only (1)" }).click();
  await page.getByText("0 failed, 0 not sent.", { exact: false }).waitFor();
  const camera = (await sightline.admin("GET", `/cameras/${one}`)) as { mac: string; archiveDays: number; places: string[] };
  expect(camera).toMatchObject({ mac: "00:1A:2B:3C:4D:5E", archiveDays: 14, places: [`A:${HOUSE}`] });
});

test("a file that cannot be read says what to do", async ({ page, sightline }, info) => {
  const file = info.outputPath("latin.csv");
  writeFileSync(file, Buffer.from([0x6e, 0xe9, 0x65, 0x0a, 0xe9]));
  await enter(page, sightline, "import/b2b-users");
  await page.getByLabel("File of CSV").setInputFiles(file);
  await page.getByText("Save it again as “CSV UTF-8”.", { exact: false }).waitFor();
});
