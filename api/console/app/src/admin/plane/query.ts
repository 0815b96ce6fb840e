/** What a list may be asked, besides its filters and order. */
export interface ListTraits {
  /** `directory`: page, cursor, count, search, facets; `pages`: page and cursor; `cursor`: one page after the other. */
  readonly reads: "directory" | "pages" | "cursor" | "all";
  readonly sorted: boolean;
}

const DIRECTORY: ListTraits = { reads: "directory", sorted: true };
const PAGES: ListTraits = { reads: "pages", sorted: true };
const CURSOR: ListTraits = { reads: "cursor", sorted: false };

/** Lists that can do less than those of the directory, by their path below `/api/v1/`. */
const TRAITS: Readonly<Record<string, ListTraits>> = {
  "tariff-plans": PAGES,
  administrators: PAGES,
  roles: PAGES,
  "api-keys": PAGES,
  acting: PAGES,
  sessions: PAGES,
  "tracker-models": PAGES,
  audit: CURSOR,
  "billing/requests": CURSOR,
  permissions: { reads: "all", sorted: false },
  "users/{id}/billing-events": PAGES,
  "users/{id}/sub-users": PAGES,
  "users/{id}/analytics-cases": PAGES,
  "users/{id}/notifications": PAGES,
  "users/{id}/transactions": PAGES,
  "users/{id}/acting": PAGES,
  "users/{id}/tracker-models": PAGES,
  "users/{id}/trackers": CURSOR,
  "users/{id}/own-cameras": CURSOR,
  "users/{id}/monitoring-objects": CURSOR,
  "users/{id}/logs": CURSOR,
  "users/{id}/environments": { reads: "all", sorted: false },
  "users/{id}/tariff-plans": { reads: "all", sorted: false },
  "addresses/{id}/children": PAGES,
  "administrators/{id}/sessions": PAGES,
  "notifications/{id}/recipients": PAGES,
};

/** What the list at `resource`, a path below `/api/v1/`, may be asked. */
export function traits(resource: string): ListTraits {
  const segments = resource.split("/");
  const shape = segments.length === 3 ? `${segments[0] ?? ""}/{id}/${segments[2] ?? ""}` : resource;
  return TRAITS[shape] ?? DIRECTORY;
}

export interface Asked {
  readonly page: number;
  readonly perPage: number;
  readonly sort?: { readonly field: string; readonly order: "ASC" | "DESC" } | undefined;
  readonly filter: Readonly<Record<string, unknown>>;
  readonly facets?: readonly string[] | undefined;
}

/** How far pages can be asked for by their number. */
export const NUMBERED_ITEMS = 10_000;

/** A filter's value as the query has it: several codes with commas between them, a comma within one escaped. */
export function filterText(value: unknown): string {
  if (Array.isArray(value)) {
    return value.map((code) => String(code).replaceAll(",", "\\,")).join(",");
  }
  return String(value);
}

/** Filters and order as a query, without place or size. */
export function narrowing({ sort, filter }: Pick<Asked, "sort" | "filter">, traits: ListTraits): URLSearchParams {
  const query = new URLSearchParams();
  if (traits.sorted && sort !== undefined && sort.field !== "") {
    query.set("sort", `${sort.order === "DESC" ? "-" : ""}${sort.field}`);
  }
  for (const [name, value] of Object.entries(filter)) {
    if (value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && value.length === 0)) {
      query.set(name, filterText(value));
    }
  }
  return query;
}

/** The whole query of one page. @param cursor where it begins, when an earlier page has said so */
export function pageQuery(asked: Asked, traits: ListTraits, cursor: string | undefined, atLeast?: string): URLSearchParams {
  const query = narrowing(asked, traits);
  if (traits.reads === "all") {
    return query;
  }
  query.set("limit", String(asked.perPage));
  if (cursor !== undefined) {
    query.set("cursor", cursor);
  } else if (traits.reads !== "cursor" && asked.page > 1) {
    query.set("page", String(asked.page));
  }
  if (traits.reads === "directory") {
    query.set("count", "true");
    if (asked.facets !== undefined && asked.facets.length > 0) {
      query.set("facets", asked.facets.join(","));
    }
    if (atLeast !== undefined && cursor === undefined) {
      query.set("atLeast", atLeast);
    }
  }
  return query;
}

/** Where pages begin that others have led to, so that lists without numbers can be paged too. */
export class Cursors {
  private readonly known = new Map<string, string>();

  /** @param key the list with its filters, order and size */
  before(key: string, page: number): string | undefined {
    return this.known.get(`${page} ${key}`);
  }

  remember(key: string, page: number, next: string | undefined): void {
    if (next !== undefined) {
      this.known.set(`${page + 1} ${key}`, next);
      // Old ones go; whoever comes back to such a page begins at the first.
      if (this.known.size > 500) {
        this.known.delete(this.known.keys().next().value ?? "");
      }
    }
  }
}
