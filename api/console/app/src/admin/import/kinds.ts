import { message, t, type Message } from "../../language/words";
import { ruled, RULES_OF_CUSTOMERS } from "../kit/PasswordRules";
import { api, got, type Schemas } from "../plane/api";
import type { Json, JsonObject } from "../plane/patch";
import { ProblemError } from "../plane/problem";
import type { Scope } from "../plane/rights";

/** One thing that a row can say. */
export interface ImportColumn {
  /** Where it stands in the body of a request, with dots; or what it is called here, of one that is sent in another request. */
  readonly path: string;
  /** In English, as a file may name it too. */
  readonly label: Message;
  /** Other names that files have for it. */
  readonly also?: readonly string[];
  /** Whether no row can do without it. */
  readonly needed?: boolean;
  /** Whether it is shown to nobody. */
  readonly secret?: boolean;
  /** What it names, where that has to exist before. */
  readonly names?: "addresses" | "folders" | "users";
  /** Whether it goes into a request of its own, after the one that makes the thing. */
  readonly apart?: boolean;
  readonly example: string;
}

/** What one row asks for. */
export interface Wish {
  /** Names the thing: a login, or an id that the file chooses. */
  readonly key: string;
  readonly body: JsonObject;
  readonly apart: Readonly<Record<string, string>>;
}

/** Something that files are imported of. */
export interface ImportKind {
  readonly name: string;
  readonly title: string;
  /** So many of them, such as "2 users". */
  readonly counted: (count: number) => string;
  /** What the way to all of them is called. */
  readonly all: string;
  readonly scopes: readonly Scope[];
  /** Where the imported things are listed. */
  readonly list: string;
  /** The schema of the description that a row's body has to satisfy. */
  readonly schema: string;
  readonly columns: readonly ImportColumn[];
  /** The column that names a row. */
  readonly key: string;
  /** What the schema does not say. */
  readonly check?: (path: string, value: Json) => string | undefined;
  /** Whether there is such a thing already: its id. */
  readonly find: (key: string, signal: AbortSignal) => Promise<string | undefined>;
  /** Makes it, unless it is `there`. Sent again with the same `once` it is made once. @returns the id */
  readonly send: (wish: Wish, there: string | undefined, once: string) => Promise<string>;
}

const ADDRESS: ImportColumn = { path: "address", label: message("Address (ID)"), also: ["address id", "location", "place"], names: "addresses", apart: true, example: "" };

async function userOf(login: string, signal: AbortSignal): Promise<string | undefined> {
  const { items } = await got(api.GET("/api/v1/users", { params: { query: { login } }, signal }));
  return items[0]?.id;
}

async function attached(id: string, { apart }: Wish): Promise<string> {
  if (apart["address"] !== undefined) {
    await api.PUT("/api/v1/users/{id}/addresses/{place}", { params: { path: { id, place: apart["address"] } }, body: { status: "active" } });
  }
  return id;
}

/** What billing has answered, when it has not done what was asked. */
function refused({ outcome, first, detail, status, code }: Schemas["BillingResult"]): ProblemError {
  const title = t("Billing's request was {first}", { first: (outcome === "duplicate" ? first : outcome).replaceAll("_", " ") });
  return new ProblemError({ type: "about:blank", title, detail: detail ?? title, status, code: code ?? "conflict", requestId: "" });
}

const USERS: ImportKind = {
  name: "users",
  title: t("Import users of billing"),
  counted: (count) => t("{count, plural, one {# user} other {# users}}", { count }),
  all: t("All users"),
  scopes: ["billing:write", "users:read", "users:write", "places:read"],
  list: "/users",
  schema: "BillingRequest",
  key: "login",
  columns: [
    { path: "login", label: message("Login"), also: ["user", "username", "user name", "account"], needed: true, example: "ada" },
    { path: "password", label: message("Password"), also: ["pass", "pwd"], needed: true, secret: true, example: "Seven-grains" },
    { path: "subscriberKind", label: message("Kind (individual or legal)"), also: ["kind", "subscriber", "subscriber kind"], needed: true, example: "individual" },
    { path: "userType", label: message("Type"), also: ["user type"], needed: true, example: "b2c" },
    { path: "name", label: message("Name"), also: ["full name", "customer"], example: "Ada Example" },
    { path: "contractNumber", label: message("Contract number"), also: ["contract"], example: "K-17" },
    { path: "entityId", label: message("ID at billing"), also: ["entity", "billing id", "external id"], example: "" },
    { path: "canUpdatePassword", label: message("Changes the own password"), also: ["can update password"], example: "yes" },
    { path: "occurredAt", label: message("Since"), also: ["occurred at", "created", "created at", "date"], example: "2026-11-01" },
    ADDRESS,
  ],
  find: userOf,
  send: async (wish, there, once) => {
    if (there !== undefined) {
      return attached(there, wish);
    }
    const body = { type: "billing.new_entity", requestId: once, ...wish.body } as Schemas["BillingRequest"];
    const result = await got(api.POST("/api/v1/billing/requests", { body }) as Promise<{ data?: Schemas["BillingResult"] }>);
    const outcome = result.outcome === "duplicate" ? result.first : result.outcome;
    if (result.userId === undefined || (outcome !== "applied" && outcome !== "no_op")) {
      throw refused(result);
    }
    return attached(result.userId, wish);
  },
};

const B2B_USERS: ImportKind = {
  name: "b2b-users",
  title: t("Import B2B users"),
  counted: (count) => t("{count, plural, one {# B2B user} other {# B2B users}}", { count }),
  all: t("All B2B users"),
  scopes: ["users:read", "users:write", "places:read"],
  list: "/b2b-users",
  schema: "NewB2bUser",
  key: "login",
  columns: [
    { path: "login", label: message("Login"), also: ["user", "username", "user name", "account"], needed: true, example: "bakery" },
    { path: "password", label: message("Password"), also: ["pass", "pwd"], needed: true, secret: true, example: "Seven-grains" },
    { path: "name", label: message("Name"), also: ["firm", "company", "customer"], example: "The Bakery" },
    { path: "particulars.taxpayerNumber", label: message("Taxpayer identification number"), also: ["taxpayer number", "tin", "vat"], example: "190000000" },
    { path: "contractNumber", label: message("Contract number"), also: ["contract"], example: "K-18" },
    { path: "particulars.email", label: message("Email"), also: ["e-mail", "mail"], example: "office@bakery.example" },
    { path: "particulars.phone", label: message("Phone"), also: ["telephone", "mobile"], example: "" },
    { path: "particulars.registrationAddress", label: message("Registration address"), also: ["legal address"], example: "" },
    { path: "particulars.notes", label: message("Notes"), example: "" },
    { path: "particulars.comment", label: message("Comment"), example: "" },
    ADDRESS,
  ],
  check: (path, value) =>
    path === "password" && typeof value === "string" && !ruled(value, RULES_OF_CUSTOMERS) ? t("Choose one with upper and lower case and a character that is no letter") : undefined,
  find: userOf,
  send: async (wish, there, once) => {
    if (there !== undefined) {
      return attached(there, wish);
    }
    const { id } = await got(api.POST("/api/v1/b2b-users", { params: { header: { "Idempotency-Key": once } }, body: wish.body as Schemas["NewB2bUser"] }));
    return attached(id, wish);
  },
};

const CAMERAS: ImportKind = {
  name: "cameras",
  title: t("Import cameras"),
  counted: (count) => t("{count, plural, one {# camera} other {# cameras}}", { count }),
  all: t("All cameras"),
  scopes: ["devices:read", "devices:write", "places:read", "users:read"],
  list: "/cameras",
  schema: "CameraFields",
  key: "id",
  columns: [
    { path: "id", label: message("ID"), also: ["camera", "camera id", "code"], needed: true, apart: true, example: "door-1" },
    { path: "name", label: message("Name"), also: ["title", "camera name"], needed: true, example: "Front door" },
    { path: "externalId", label: message("External ID"), also: ["external"], example: "" },
    { path: "mac", label: message("MAC"), also: ["mac address"], example: "00:1A:2B:3C:4D:5E" },
    { path: "serialNumber", label: message("Serial number"), also: ["serial", "sn"], example: "SN-1" },
    { path: "service", label: message("Service"), example: "" },
    { path: "csa", label: message("CSA"), example: "" },
    { path: "installationCsa", label: message("CSA of the installation"), also: ["installation csa"], example: "" },
    { path: "enabled", label: message("Enabled"), also: ["on"], example: "yes" },
    { path: "publicAccess", label: message("Public"), also: ["public access"], example: "yes" },
    { path: "archive", label: message("Archive"), example: "yes" },
    { path: "archiveDays", label: message("Archive, days"), also: ["archive days", "days", "retention"], example: "14" },
    { path: "mode", label: message("Recording"), also: ["recording mode"], example: "" },
    { path: "streams", label: message("Streams (high, low)"), also: ["streams"], example: "high low" },
    { path: "holder", label: message("Held by (ID of a user)"), also: ["holder", "owner"], names: "users", example: "" },
    ADDRESS,
    { path: "folder", label: message("Private folder (ID)"), also: ["folder", "folder id", "private folder"], names: "folders", apart: true, example: "" },
  ],
  find: async (id, signal) => {
    const { items } = await got(api.GET("/api/v1/cameras", { params: { query: { id, limit: 1 } }, signal }));
    return items[0]?.id;
  },
  send: async ({ key: id, body, apart }) => {
    try {
      await api.PUT("/api/v1/cameras/{id}", { params: { path: { id } }, body: body as Schemas["CameraFields"] & { name: string } });
    } catch (error) {
      // One that is there with the same fields stays as it is; with others it would need the revision that somebody has seen.
      throw error instanceof ProblemError && error.status === 428
        ? new ProblemError({ ...error.problem, detail: t("It is there already with other values, which stay. Change it on its card, or leave the row out.") })
        : error;
    }
    for (const [kind, place] of [["A", apart["address"]], ["F", apart["folder"]]]) {
      if (place !== undefined) {
        await api.PUT("/api/v1/cameras/{id}/places/{place}", { params: { path: { id, place: `${kind ?? ""}:${place}` } }, body: {} });
      }
    }
    return id;
  },
};

/** Everything that files are imported of. */
export const IMPORTS: readonly ImportKind[] = [USERS, B2B_USERS, CAMERAS];

/** What somebody needs for an import. */
export function scopesOf(name: string): readonly Scope[] {
  return IMPORTS.find((kind) => kind.name === name)?.scopes ?? [];
}

/** Which of these ids are there. @param ids of the list `of`, as many as one likes */
export async function existing(of: "addresses" | "folders" | "users", ids: readonly string[], signal: AbortSignal): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const query = { id: ids.slice(from, from + AT_ONCE).join(","), limit: AT_ONCE };
    const { items } = await got(api.GET(`/api/v1/${of}`, { params: { query }, signal }) as Promise<{ data?: { items: { id: string }[] } }>);
    items.forEach(({ id }) => found.add(id));
  }
  return found;
}

/** An id has 64 characters at most, and an address of a request some 2,000. */
const AT_ONCE = 25;
