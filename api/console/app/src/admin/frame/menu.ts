import type { Scope } from "../plane/rights";

/** An entry of the menu, and the pages behind it. */
export interface Section {
  /** Its path in the console, and below `/api/v1/` where it is a list of its own. */
  readonly name: string;
  readonly label: string;
  readonly scope: Scope;
  readonly group: "People" | "Devices" | "Places" | "Money" | "Messages" | "System";
  /** Whether only who sees everything may have it. */
  readonly whole?: boolean;
}

/** All of the console, in the order of its menu. */
export const SECTIONS: readonly Section[] = [
  { name: "users", label: "Users", scope: "users:read", group: "People" },
  { name: "sub-users", label: "Sub users", scope: "users:read", group: "People" },
  { name: "b2b-users", label: "B2B Users", scope: "users:read", group: "People" },
  { name: "platform-users", label: "Platform users", scope: "users:read", group: "People" },
  { name: "cameras", label: "Cameras", scope: "devices:read", group: "Devices" },
  { name: "intercoms", label: "Intercoms", scope: "devices:read", group: "Devices" },
  { name: "trackers", label: "Trackers", scope: "devices:read", group: "Devices" },
  { name: "monitoring-objects", label: "Monitoring objects", scope: "devices:read", group: "Devices" },
  { name: "own-cameras", label: "Own cameras", scope: "devices:read", group: "Devices" },
  { name: "addresses", label: "Addresses", scope: "places:read", group: "Places" },
  { name: "folders", label: "Private folders", scope: "places:read", group: "Places" },
  { name: "tariff-plans", label: "Tariff plans", scope: "plans:read", group: "Money" },
  { name: "device-tariffs", label: "Device tariffs", scope: "money:read", group: "Money" },
  { name: "notifications", label: "Notifications", scope: "messages:read", group: "Messages" },
  { name: "feedback", label: "Feedback", scope: "messages:read", group: "Messages" },
  { name: "administrators", label: "Administrators", scope: "administrators:read", group: "System", whole: true },
  { name: "roles", label: "Roles", scope: "administrators:read", group: "System", whole: true },
  { name: "api-keys", label: "API keys", scope: "keys:read", group: "System", whole: true },
  { name: "acting", label: "Acting for users", scope: "acting:read", group: "System", whole: true },
  { name: "audit", label: "Audit", scope: "audit:read", group: "System", whole: true },
  { name: "billing/requests", label: "System events", scope: "billing:read", group: "System", whole: true },
];

/** What of the console somebody with these rights has. */
export function sections(scopes: ReadonlySet<string>, seesEverything: boolean): readonly Section[] {
  return SECTIONS.filter(({ scope, whole }) => scopes.has(scope) && (whole !== true || seesEverything));
}
