/** A value as JSON has it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json | undefined };
export type JsonObject = Readonly<Record<string, Json | undefined>>;

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function same(one: Json | undefined, other: Json | undefined): boolean {
  if (isObject(one) && isObject(other)) {
    return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((name) => same(one[name], other[name]));
  }
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item: Json, i) => same(item, other[i] as Json));
  }
  // A form has null or no text where a document has nothing.
  return absent(one) ? absent(other) : one === other;
}

function absent(value: Json | undefined): boolean {
  return value === undefined || value === null || value === "";
}

/** What a form may change of a card: neither what it is known by nor what it was read with, whichever of them the form sends back. */
export function changeable(card: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(card).filter(([name]) => name !== "id" && name !== "_etag"));
}

/** The merge patch (RFC 7396) that makes `after` of `before`; `undefined` when nothing is different. */
export function mergePatch(before: JsonObject, after: JsonObject): JsonObject | undefined {
  const patch: Record<string, Json> = {};
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const was = before[name];
    const is = after[name];
    if (same(was, is)) {
      continue;
    }
    if (isObject(was) && isObject(is)) {
      patch[name] = mergePatch(was, is) ?? {};
    } else {
      patch[name] = is === undefined || is === "" ? null : is;
    }
  }
  return Object.keys(patch).length > 0 ? patch : undefined;
}

/** One field that two people have changed. */
export interface Clash {
  readonly path: readonly string[];
  readonly seen: Json | undefined;
  readonly mine: Json | undefined;
  readonly theirs: Json | undefined;
}

/** What I have changed and somebody else has changed meanwhile, to something else; field by field, whatever is nested. */
export function clashes(seen: JsonObject, mine: JsonObject, theirs: JsonObject, path: readonly string[] = []): Clash[] {
  const found: Clash[] = [];
  for (const name of new Set([...Object.keys(seen), ...Object.keys(mine)])) {
    const at = [...path, name];
    const [was, my, their] = [seen[name], mine[name], theirs[name]];
    if (same(was, my) || same(was, their) || same(my, their)) {
      continue;
    }
    if (isObject(my) && isObject(their)) {
      found.push(...clashes(isObject(was) ? was : {}, my, their, at));
    } else {
      found.push({ path: at, seen: was, mine: my, theirs: their });
    }
  }
  return found;
}

/** Theirs, with everything I have changed; of each clash what `keep` says. */
export function reconcile(seen: JsonObject, mine: JsonObject, theirs: JsonObject, keep: (path: string) => "mine" | "theirs", path = ""): JsonObject {
  const result: Record<string, Json | undefined> = { ...theirs };
  for (const name of new Set([...Object.keys(seen), ...Object.keys(mine)])) {
    const at = path === "" ? name : `${path}.${name}`;
    const [was, my, their] = [seen[name], mine[name], theirs[name]];
    if (same(was, my)) {
      continue;
    }
    if (isObject(my) && isObject(their)) {
      result[name] = reconcile(isObject(was) ? was : {}, my, their, keep, at);
    } else if (same(was, their) || keep(at) === "mine") {
      result[name] = my;
    }
  }
  return result;
}
