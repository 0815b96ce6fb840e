import { t } from "../../language/words";
import { send } from "../plane/api";
import type { Scope } from "../plane/rights";

/** Something that was found, and where it is in the console. */
export interface Found {
  readonly to: string;
  readonly name: string;
  /** What tells it from others of the same name. */
  readonly detail: string;
  readonly group: string;
}

type Row = Readonly<Record<string, unknown>> & { readonly id: string };

/** A list that is searched, and what is shown of its rows. */
interface Source {
  readonly list: string;
  readonly scope: Scope;
  readonly group: string;
  readonly names: readonly string[];
  readonly details: readonly string[];
}

/** Whom a list knows by more than the list of all users does comes first: somebody found twice is shown once. */
const SOURCES: readonly Source[] = [
  { list: "b2b-users", scope: "users:read", group: t("B2B users"), names: ["name", "login"], details: ["login", "taxpayerNumber", "id"] },
  { list: "platform-users", scope: "users:read", group: t("Platform users"), names: ["name", "email"], details: ["email", "phone", "id"] },
  { list: "users", scope: "users:read", group: t("Users"), names: ["name", "login"], details: ["login", "contractNumber", "id"] },
  { list: "sub-users", scope: "users:read", group: t("Sub users"), names: ["name", "login"], details: ["login", "ownerName", "id"] },
  { list: "cameras", scope: "devices:read", group: t("Cameras"), names: ["name"], details: ["location", "serialNumber", "id"] },
  { list: "addresses", scope: "places:read", group: t("Addresses"), names: ["name"], details: ["id"] },
];

/** How many of each kind are shown. */
const MOST = 5;

function text(row: Row, fields: readonly string[]): string[] {
  return fields.map((field) => row[field]).filter((value): value is string => typeof value === "string" && value !== "");
}

/** What a row is shown as. */
export function shown({ list, group, names, details }: Source, row: Row): Found {
  const name = text(row, names)[0] ?? row.id;
  const detail = text(row, details).filter((each) => each !== name);
  return { to: `/${list}/${encodeURIComponent(row.id)}`, name, detail: detail.join(" · "), group };
}

/** Those found, each once: who is in several lists is shown where the first has it. */
export function withoutTwins(found: readonly Found[]): Found[] {
  const seen = new Set<string>();
  return found.filter(({ to }) => {
    const [, list = "", id = ""] = to.split("/");
    const key = list.endsWith("users") ? `user ${id}` : to;
    return !seen.has(key) && seen.add(key);
  });
}

/** Searches what the administrator may read, by ids, logins, names and taxpayer numbers. */
export async function find(asked: string, scopes: ReadonlySet<string>, signal: AbortSignal): Promise<Found[]> {
  const found = await Promise.all(
    SOURCES.filter(({ scope }) => scopes.has(scope)).map(async (source) => {
      const query = new URLSearchParams({ q: asked, limit: String(MOST) });
      const { items } = (await (await send(new Request(`/api/v1/${source.list}?${query.toString()}`, { signal }))).json()) as { items: Row[] };
      return items.map((row) => shown(source, row));
    }),
  );
  return withoutTwins(found.flat());
}
