import { expect, it } from "vitest";

import { brandingOf, coloursOf, contrast } from "../src/client/branding";

const BRANDING = { name: "Mill Security", primary: "#0b5394", background: "#ffffff", text: "#222222" };

it("takes a look whole or not at all", () => {
  expect(brandingOf({ branding: BRANDING })).toEqual({ ...BRANDING, loginText: "", logo: "" });
  expect(brandingOf(undefined)).toBeUndefined();
  expect(brandingOf({ areas: [] })).toBeUndefined();
  expect(brandingOf({ branding: { ...BRANDING, primary: "red;} body{display:none" } })).toBeUndefined();
});

it("draws logos of its two types alone", () => {
  const logo = (type: string, data: string) => brandingOf({ branding: { ...BRANDING, logo: { type, data } } })?.logo;
  expect(logo("png", "iVBORw0KGgo=")).toBe("data:image/png;base64,iVBORw0KGgo=");
  expect(logo("svg+xml", "iVBORw0KGgo=")).toBe("");
  expect(logo("png", "javascript:alert(1)")).toBe("");
});

it("keeps our colours where the customer's could not be read", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
  expect(contrast("#777777", "#777777")).toBe(1);
  const colours = (more: object) => Object.fromEntries(coloursOf({ ...BRANDING, loginText: "", logo: "", ...more }));
  expect(colours({})).toEqual({ "--bar": "#ffffff", "--on-bar": "#222222", "--press": "#0b5394", "--on-press": "#ffffff" });
  expect(colours({ text: "#eeeeee" })).not.toHaveProperty("--bar");
  expect(colours({ primary: "#ffd400" })["--on-press"]).toBe("#000000");
});
