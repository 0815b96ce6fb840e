import { once, send } from "../plane/api";
import { mergePatch, type JsonObject } from "../plane/patch";
import { path } from "../plane/provider";

/** Sends of a form what is different, unless somebody else was faster. @param of the thing's path below `/api/v1/` */
export async function change(of: string, before: JsonObject, after: JsonObject, etag: string): Promise<void> {
  const patch = mergePatch(before, after);
  if (patch !== undefined) {
    await send(
      new Request(path(of), {
        method: "PATCH",
        headers: { "Content-Type": "application/merge-patch+json", "If-Match": etag },
        body: JSON.stringify(patch),
      }),
    );
  }
}

/** Adds a thing to a list. @param at the list's path below `/api/v1/` */
export async function add(at: string, thing: object): Promise<void> {
  await send(
    new Request(path(at), {
      method: "POST",
      headers: { "Content-Type": "application/json", "Idempotency-Key": once() },
      body: JSON.stringify(thing),
    }),
  );
}

/** Takes away what was shared. */
export async function takeBack(of: string): Promise<void> {
  await send(new Request(path(of), { method: "DELETE" }));
}

/** Deletes a thing whatever it is like by now. */
export async function remove(of: string): Promise<void> {
  await send(new Request(path(of), { method: "DELETE", headers: { "If-Match": "*" } }));
}

/** Those of a record's values that a form has, in the form's order. */
export function only(record: object, sources: readonly string[]): JsonObject {
  return Object.fromEntries(sources.map((source) => [source, (record as JsonObject)[source]]));
}
