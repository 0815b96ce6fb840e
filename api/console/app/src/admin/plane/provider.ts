import type { DataProvider, GetListParams, Identifier, RaRecord } from "react-admin";

import { lastChange, once, send } from "./api";
import { ConflictError } from "./conflict";
import { current } from "./connection";
import { changeable, mergePatch, type JsonObject } from "./patch";
import { ProblemError } from "./problem";
import { Cursors, NUMBERED_ITEMS, narrowing, pageQuery, traits } from "./query";

/** A record of react-admin: what the server says, and the ETag it said it with. */
export type Card<T = unknown> = T & RaRecord<string> & { readonly _etag?: string };

interface Listed {
  readonly items: readonly JsonObject[];
  readonly nextCursor?: string;
  readonly total?: number;
  readonly facets?: Readonly<Record<string, readonly { code: string; count: number }[]>>;
}

/** Whose card is another's: the rows of these lists are users. */
const CARDS: Readonly<Record<string, string>> = { "b2b-users": "users", "platform-users": "users", "sub-users": "users" };
/** Lists that are a part of another's, chosen by a filter, and looked at in another way. */
const LISTS: Readonly<Record<string, string>> = { "own-cameras": "cameras" };
/** What has another name for its id. */
const IDS: Readonly<Record<string, string>> = { "tracker-models": "code", "billing-events": "requestId" };
/** What is made under an id that its maker has chosen. */
const CHOSEN: ReadonlySet<string> = new Set(["cameras", "intercoms", "addresses", "folders"]);

const cursors = new Cursors();

/** @param resource a path below `/api/v1/`; with `{id}` in it, a part of what has that id */
export function path(resource: string, id?: Identifier): string {
  if (id !== undefined && resource.includes("{id}")) {
    return `/api/v1/${resource.replace("{id}", encodeURIComponent(id))}`;
  }
  return id === undefined ? `/api/v1/${LISTS[resource] ?? resource}` : `/api/v1/${CARDS[resource] ?? resource}/${encodeURIComponent(id)}`;
}

function card(resource: string, body: JsonObject): Card {
  const name = IDS[resource] ?? IDS[resource.split("/").at(-1) ?? ""] ?? "id";
  const parts = body[name] === undefined ? ["environment", "installation", "user", "code"] : [name];
  const id = parts.flatMap((part) => (typeof body[part] === "string" ? [body[part]] : [])).join("/");
  return { ...body, id };
}

function request(method: string, at: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Request {
  const type = method === "PATCH" ? "application/merge-patch+json" : "application/json";
  return new Request(at, {
    method,
    headers: body === undefined ? headers : { "Content-Type": type, ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function read(resource: string, id: Identifier): Promise<Card> {
  const answer = await send(request("GET", path(resource, id)));
  const etag = answer.headers.get("ETag");
  return { ...card(resource, (await answer.json()) as JsonObject), id: String(id), ...(etag === null ? {} : { _etag: etag }) };
}

async function list(resource: string, { pagination, sort, filter, meta, signal }: GetListParams): Promise<Listed & { page: number; has: boolean }> {
  const { page, perPage } = pagination ?? { page: 1, perPage: 50 };
  const can = traits(resource);
  const facets = (meta as { facets?: string[] } | undefined)?.facets;
  const asked = { page, perPage, sort, filter: (filter ?? {}) as Record<string, unknown>, facets };
  // What is called "me" is another's with another connection.
  const key = `${current()?.id ?? ""} ${resource}?${narrowing(asked, can).toString()}&limit=${perPage}`;
  const cursor = page > 1 ? cursors.before(key, page) : undefined;
  // A page that can be reached neither by its number nor from the one before: somebody came by a link.
  const numbered = can.reads !== "cursor" && page * perPage <= NUMBERED_ITEMS;
  const reached = page === 1 || cursor !== undefined || numbered;
  const query = pageQuery(reached ? asked : { ...asked, page: 1 }, can, cursor, lastChange());
  const answer = await send(new Request(`${path(resource)}?${query.toString()}`, signal === undefined ? {} : { signal }));
  const body = (await answer.json()) as Listed;
  cursors.remember(key, reached ? page : 1, body.nextCursor);
  return { ...body, page, has: body.nextCursor !== undefined };
}

/** The public API as react-admin reads and writes it; a resource is a path below `/api/v1/`. */
export const provider = {
  supportAbortSignal: true,

  async getList(resource: string, params: GetListParams) {
    const { items, total, facets, has } = await list(resource, params);
    const data = items.map((item) => card(resource, item));
    const { page, perPage } = params.pagination ?? { page: 1, perPage: data.length };
    // A list that does not count is counted by its last page.
    const known = total ?? (has ? undefined : (page - 1) * perPage + data.length);
    return {
      data,
      ...(known === undefined ? { pageInfo: { hasNextPage: has, hasPreviousPage: page > 1 } } : { total: known }),
      ...(facets === undefined ? {} : { meta: { facets } }),
    };
  },

  async getOne(resource: string, { id }: { id: Identifier }) {
    return { data: await read(resource, id) };
  },

  async getMany(resource: string, { ids }: { ids: Identifier[] }) {
    if (traits(resource).reads === "directory" && ids.length > 0) {
      const query = new URLSearchParams({ id: ids.map(String).join(","), limit: "200" });
      const answer = await send(new Request(`${path(resource)}?${query.toString()}`));
      return { data: ((await answer.json()) as Listed).items.map((item) => card(resource, item)) };
    }
    return { data: await Promise.all(ids.map((id) => read(resource, id))) };
  },

  async getManyReference(resource: string, { target, id, ...params }: GetListParams & { target: string; id: Identifier }) {
    return provider.getList(resource, { ...params, filter: { ...(params.filter as object), [target]: id } });
  },

  async create(resource: string, { data, meta }: { data: JsonObject; meta?: { key?: string } }) {
    const chosen = CHOSEN.has(resource);
    const { id, ...body } = data as JsonObject & { id?: string };
    const answer = chosen
      ? await send(request("PUT", path(resource, id ?? ""), body, { "If-None-Match": "*" }))
      : await send(request("POST", path(resource), data, { "Idempotency-Key": meta?.key ?? once() }));
    const said = answer.status === 204 ? {} : ((await answer.json()) as JsonObject);
    return { data: card(resource, { ...data, ...said }) };
  },

  async update(resource: string, { id, data, previousData }: { id: Identifier; data: JsonObject; previousData: Card }) {
    const etag = previousData._etag;
    const before = changeable(previousData);
    const after = changeable(data);
    const patch = mergePatch(before, after);
    if (patch !== undefined) {
      try {
        await send(request("PATCH", path(resource, id), patch, { "If-Match": etag ?? "*" }));
      } catch (error) {
        if (error instanceof ProblemError && error.status === 412) {
          throw new ConflictError(error.problem, before, after, await read(resource, id));
        }
        throw error;
      }
    }
    return { data: await read(resource, id) };
  },

  async updateMany(resource: string, { ids, data }: { ids: Identifier[]; data: JsonObject }) {
    for (const id of ids) {
      await send(request("PATCH", path(resource, id), data, { "If-Match": "*" }));
    }
    return { data: ids };
  },

  async delete(resource: string, { id, previousData }: { id: Identifier; previousData?: Card }) {
    const etag = previousData?._etag ?? (await read(resource, id))._etag ?? "*";
    await send(request("DELETE", path(resource, id), undefined, { "If-Match": etag }));
    return { data: previousData ?? { id } };
  },

  async deleteMany(resource: string, { ids }: { ids: Identifier[] }) {
    for (const id of ids) {
      await provider.delete(resource, { id });
    }
    return { data: ids };
  },
} as unknown as DataProvider & { delete: (resource: string, params: { id: Identifier }) => Promise<unknown> };
