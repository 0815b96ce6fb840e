import { message, t, type Message } from "../../language/words";

/** Codes whose words are not simply the code without its underscores. */
const WORDS: Readonly<Record<string, Message>> = {
  b2b: message("B2B"),
  "billing.new_entity": message("Billing. New entity"),
  "billing.pause_entity": message("Billing. Pause entity"),
  "billing.unpause_entity": message("Billing. Unpause entity"),
  "billing.terminate_entity": message("Billing. Terminate entity"),
  "billing.create_location": message("Billing. Create location"),
  "billing.create_location_unknown_csa": message("Billing. Failed to create location"),
  "billing.delete_location": message("Billing. Delete location"),
  "billing.update_login": message("Billing. Update login"),
  "billing.new_camera": message("Billing. New camera"),
  "billing.attach_camera": message("Billing. Attach camera"),
  "billing.attach_camera_unknown_csa": message("Billing. Failed to attach camera"),
  "billing.detach_camera": message("Billing. Detach camera"),
  "billing.unknown_type": message("Billing. Unknown type"),
  "billing.update_password": message("Billing. Update password"),
  only_live: message("Only live"),
  full: message("Everything"),
  no_op: message("No change"),
  osm: message("OpenStreetMap"),
  ptz: message("PTZ"),
  login_as: message("Login as User"),
  admin_disabled: message("Disabled by an administrator"),
  admin_portal: message("Admin portal"),
  add_pnp_cameras: message("Add plug-and-play cameras"),
};

export const BILLING_TYPES: readonly string[] = Object.keys(WORDS).filter((code) => code.startsWith("billing."));

/** A code in English words: `partially_active` is "Partially active". */
export function english(code: string): Message {
  const text = WORDS[code] ?? code.replaceAll(/[_-]/g, " ");
  return message(text.charAt(0).toUpperCase() + text.slice(1));
}

/** A code in words of the page's language. */
export function worded(code: string): string {
  return t(english(code));
}

/** Somebody as the audit names them, such as "Administrator a.1". */
export function actor({ kind, id }: { readonly kind: string; readonly id: string }): string {
  return `${worded(kind)} ${id}`;
}

const NUMBER = new Intl.NumberFormat();

/** A number as whoever looks writes it. */
export function numbered(number: number): string {
  return NUMBER.format(number);
}

const LOCAL = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

/** A moment in the zone of whoever looks. */
export function localTime(moment: string): string {
  return LOCAL.format(new Date(moment));
}

export function utc(moment: string): string {
  return `${moment.replace("T", " ").replace(/(\.\d+)?Z$/, "")} UTC`;
}

/** A span of time as people say it, in its largest unit. */
export function span(milliseconds: number): string {
  const units: readonly [number, string][] = [
    [86_400_000, "d"],
    [3_600_000, "h"],
    [60_000, "min"],
    [1_000, "s"],
  ];
  const [size, unit] = units.find(([least]) => milliseconds >= least) ?? [1, "ms"];
  return `${Math.floor(milliseconds / size)} ${unit}`;
}

/** How many digits an amount of the currency has after its point. */
function digits(currency: string): number {
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** An amount in the currency's smallest unit, as people write it. */
export function money(minor: number, currency: string): string {
  return new Intl.NumberFormat(undefined, { style: "currency", currency }).format(minor / 10 ** digits(currency));
}

/** What somebody has typed, in the currency's smallest unit; `undefined` when it is no amount, or finer than the currency. */
export function minorUnits(typed: string, currency: string): number | undefined {
  const separator = new Intl.NumberFormat(undefined).formatToParts(1.5).find(({ type }) => type === "decimal")?.value ?? ".";
  const plain = typed.trim().replaceAll(/[\s\u00a0]/g, "").replace(separator, ".");
  const match = /^(\d{1,12})(?:\.(\d+))?$/.exec(plain);
  const after = match?.[2] ?? "";
  if (match === null || after.length > digits(currency)) {
    return undefined;
  }
  return Number(match[1]) * 10 ** digits(currency) + Number(after.padEnd(digits(currency), "0") || "0");
}
