import type { Members } from "@sightline/sync";

/** How a customer wants clients to look. */
export interface Branding {
  readonly name: string;
  readonly loginText: string;
  readonly primary: string;
  readonly background: string;
  readonly text: string;
  /** As an address that an image takes; empty for none. */
  readonly logo: string;
}

const KEPT = "sightline-branding";
/** Of WCAG 2.2 AA for text. */
const LEAST_CONTRAST = 4.5;

const COLOUR = /^#[0-9a-f]{6}$/i;
const BASE64 = /^[A-Za-z0-9+/]+=*$/;

/** What a profile says of it; undefined when nothing, or nothing that can be drawn. */
export function brandingOf(profile: Members | undefined): Branding | undefined {
  const said = profile?.["branding"];
  if (typeof said !== "object" || said === null) {
    return undefined;
  }
  const { name, loginText, primary, background, text, logo } = said as Record<string, unknown>;
  if (typeof name !== "string" || !isColour(primary) || !isColour(background) || !isColour(text)) {
    return undefined;
  }
  return { name, loginText: typeof loginText === "string" ? loginText : "", primary, background, text, logo: logoOf(logo) };
}

function isColour(value: unknown): value is string {
  return typeof value === "string" && COLOUR.test(value);
}

function logoOf(logo: unknown): string {
  const { type, data } = (typeof logo === "object" && logo !== null ? logo : {}) as Record<string, unknown>;
  const drawn = (type === "png" || type === "jpeg") && typeof data === "string" && BASE64.test(data);
  return drawn ? `data:image/${type};base64,${data}` : "";
}

/**
 * The colours of the bar and of what is pressed; those that could not be read on each other stay ours.
 *
 * @returns values of the page's custom properties, by their names
 */
export function coloursOf({ primary, background, text }: Branding): ReadonlyMap<string, string> {
  const colours = new Map<string, string>();
  if (contrast(background, text) >= LEAST_CONTRAST) {
    colours.set("--bar", background).set("--on-bar", text);
  }
  const onPrimary = contrast(primary, "#ffffff") >= contrast(primary, "#000000") ? "#ffffff" : "#000000";
  return colours.set("--press", primary).set("--on-press", onPrimary);
}

/** As WCAG 2.2 has it: 1 to 21. */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Dresses the page, and keeps the dress for the page where the user signs in the next time. */
export function dress(branding: Branding | undefined): void {
  const root = document.documentElement;
  ["--bar", "--on-bar", "--press", "--on-press"].forEach((name) => {
    root.style.removeProperty(name);
  });
  if (branding === undefined) {
    localStorage.removeItem(KEPT);
    return;
  }
  coloursOf(branding).forEach((value, name) => {
    root.style.setProperty(name, value);
  });
  localStorage.setItem(KEPT, JSON.stringify(branding));
}

/** The dress of the last time. */
export function keptBranding(): Branding | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? "null") as Members | null;
    return kept === null ? undefined : brandingOf({ branding: { ...kept, logo: undefined } });
  } catch {
    return undefined;
  }
}
