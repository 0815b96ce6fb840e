import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { expect, type Page } from "@playwright/test";
import axe from "axe-core";

const PICTURES = join(import.meta.dirname, "..", "target", "screenshots");
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** Of these, what colours decide. */
const OF_COLOURS = axe.getRules(WCAG).flatMap(({ ruleId, tags }) => (tags.includes("cat.color") ? [ruleId] : []));

type Scheme = "light" | "dark";
export const DESK = { width: 1280, height: 800 };
const PHONE = { width: 375, height: 700 };

/**
 * Has axe look for what WCAG 2.2 AA forbids, in light and dark. What is on the page and what it says is mostly the same in both;
 * then only what colours decide is looked for twice.
 */
export async function accessible(page: Page): Promise<void> {
  const light = await examined(page, "light", undefined);
  await examined(page, "dark", light);
}

/** Takes the page's picture, light and dark, as on a desk and on a phone, where nothing may stick out to the side. */
export async function pictured(page: Page, name: string): Promise<void> {
  await onADesk(page, name, () => Promise.resolve());
}

/** Both of the above: what every page has to stand. */
export async function stands(page: Page, name: string): Promise<void> {
  let light: string | undefined;
  await onADesk(page, name, async (scheme) => {
    light = await examined(page, scheme, light);
  });
}

/** In an order in which the page changes as seldom as can be. */
async function onADesk(page: Page, name: string, look: (scheme: Scheme) => Promise<void>): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  await page.setViewportSize(DESK);
  await dressed(page, "light");
  await look("light");
  await taken(page, `${name}-light-desktop`);
  await dressed(page, "dark");
  await look("dark");
  await taken(page, `${name}-dark-desktop`);
  await page.setViewportSize(PHONE);
  await taken(page, `${name}-dark-phone`);
  await dressed(page, "light");
  await taken(page, `${name}-light-phone`);
  await page.setViewportSize(DESK);
  await page.emulateMedia({ colorScheme: null });
}

async function dressed(page: Page, colorScheme: Scheme): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  await page.evaluate(changed);
}

/** Runs in the page: what changes its colour does so over some frames. */
async function changed(): Promise<void> {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  await frame();
  await frame();
  const passing = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity);
  await Promise.all(passing.map(({ finished }) => finished.catch(() => undefined)));
}

async function taken(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(PICTURES, `${name}.png`), animations: "disabled" });
  const [wide, seen] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth] as const);
  expect(wide, `${name} at ${seen}`).toBeLessThanOrEqual(seen);
}

/** @returns what is there, for {@link examined} to compare another look with */
async function examined(page: Page, colorScheme: Scheme, known: string | undefined): Promise<string> {
  await dressed(page, colorScheme);
  if (!(await page.evaluate(() => "axe" in window))) {
    await page.evaluate(axe.source);
  }
  const { there, violations } = await page.evaluate(look, { known, all: WCAG, colours: OF_COLOURS });
  expect(violations, colorScheme).toEqual([]);
  return there;
}

/** Runs in the page. */
async function look({ known, all, colours }: { known: string | undefined; all: string[]; colours: string[] }): Promise<{ there: string; violations: string[] }> {
  // Classes and styles say how it looks; the text is what is seen of it.
  const there = document.documentElement.outerHTML.replaceAll(/ (class|style)="[^"]*"/g, "") + document.body.innerText;
  const { run } = (window as unknown as { axe: typeof axe }).axe;
  const { violations } = await run(document, {
    runOnly: there === known ? { type: "rule", values: colours } : { type: "tag", values: all },
    resultTypes: ["violations"],
  });
  return {
    there,
    violations: violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ""}`).join("\n")}`),
  };
}
