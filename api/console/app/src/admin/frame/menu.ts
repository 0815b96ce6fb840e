import { t } from "../../language/words";
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
  { name: "users", label: t("Users"), scope: "users:read", group: "People" },
  { name: "sub-users", label: t("Sub users"), scope: "users:read", group: "People" },
  { name: "b2b-users", label: t("B2B Users"), scope: "users:read", group: "People" },
  { name: "platform-users", label: t("Platform users"), scope: "users:read", group: "People" },
  { name: "cameras", label: t("Cameras"), scope: "devices:read", group: "Devices" },
  { name: "intercoms", label: t("Intercoms"), scope: "devices:read", group: "Devices" },
  { name: "trackers", label: t("Trackers"), scope: "devices:read", group: "Devices" },
  { name: "monitoring-objects", label: t("Monitoring objects"), scope: "devices:read", group: "Devices" },
  { name: "own-cameras", label: t("Own cameras"), scope: "devices:read", group: "Devices" },
  { name: "addresses", label: t("Addresses"), scope: "places:read", group: "Places" },
  { name: "folders", label: t("Private folders"), scope: "places:read", group: "Places" },
  { name: "tariff-plans", label: t("Tariff plans"), scope: "plans:read", group: "Money" },
  { name: "device-tariffs", label: t("Device tariffs"), scope: "money:read", group: "Money" },
  { name: "notifications", label: t("Notifications"), scope: "messages:read", group: "Messages" },
  { name: "feedback", label: t("Feedback"), scope: "messages:read", group: "Messages" },
  { name: "administrators", label: t("Administrators"), scope: "administrators:read", group: "System", whole: true },
  { name: "roles", label: t("Roles"), scope: "administrators:read", group: "System", whole: true },
  { name: "api-keys", label: t("API keys"), scope: "keys:read", group: "System", whole: true },
  { name: "acting", label: t("Acting for users"), scope: "acting:read", group: "System", whole: true },
  { name: "audit", label: t("Audit"), scope: "audit:read", group: "System", whole: true },
  { name: "billing/requests", label: t("System events"), scope: "billing:read", group: "System", whole: true },
];

/** What of the console somebody with these rights has. */
export function sections(scopes: ReadonlySet<string>, seesEverything: boolean): readonly Section[] {
  return SECTIONS.filter(({ scope, whole }) => scopes.has(scope) && (whole !== true || seesEverything));
}
