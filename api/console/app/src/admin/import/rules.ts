import { t } from "../../language/words";
import { isObject, type Json, type JsonObject } from "../plane/patch";

/** The schemas of the server's description, by their names. */
export type SchemasByName = Readonly<Record<string, Json>>;

/** What the server demands of one value, as far as it can be told beforehand. */
export interface Rule {
  readonly type: "text" | "integer" | "flag" | "moment" | "streams";
  readonly choices?: readonly string[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

const NULL = "null";

/** A schema with what it refers to in its place, for a value that is given: that it may also be null says nothing here. */
function resolved(all: SchemasByName, schema: Json | undefined): JsonObject {
  if (!isObject(schema)) {
    return {};
  }
  const { $ref: reference, oneOf, allOf, ...own } = schema;
  const parts: JsonObject[] = [];
  if (typeof reference === "string") {
    parts.push(resolved(all, all[reference.split("/").at(-1) ?? ""]));
  }
  if (Array.isArray(allOf)) {
    parts.push(...allOf.map((part: Json) => resolved(all, part)));
  }
  if (Array.isArray(oneOf)) {
    const given = oneOf.map((part: Json) => resolved(all, part)).filter(({ type }) => type !== NULL);
    parts.push(...(given.length === 1 ? given : []));
  }
  return Object.assign({}, ...parts, own) as JsonObject;
}

/** What `schema` says of the value at `path`; `undefined` when it does not know it. */
export function ruleOf(all: SchemasByName, schema: string, path: string): Rule | undefined {
  let at = resolved(all, all[schema]);
  for (const name of path.split(".")) {
    const properties = at["properties"];
    if (!isObject(properties) || properties[name] === undefined) {
      return undefined;
    }
    at = resolved(all, properties[name]);
  }
  const { type, format, enum: codes, pattern, minLength, maxLength, minimum, maximum } = at;
  const types = (Array.isArray(type) ? type : [type]) as readonly Json[];
  return {
    type: types.includes("integer") ? "integer" : types.includes("boolean") ? "flag" : types.includes("array") ? "streams" : format === "date-time" ? "moment" : "text",
    ...(Array.isArray(codes) ? { choices: codes.filter((code: Json) => typeof code === "string") } : {}),
    ...(typeof pattern === "string" ? { pattern } : {}),
    ...(typeof minLength === "number" ? { minLength } : {}),
    ...(typeof maxLength === "number" ? { maxLength } : {}),
    ...(typeof minimum === "number" ? { minimum } : {}),
    ...(typeof maximum === "number" ? { maximum } : {}),
  };
}

/** What a cell means, or what to do so that it means something. */
export type Meaning = { readonly value: Json } | { readonly says: string };

const YES = new Set(["yes", "y", "true", "1", "on"]);
const NO = new Set(["no", "n", "false", "0", "off"]);
const MAC = "^[0-9A-F]{2}(:[0-9A-F]{2}){5}$";

/** What the text of a cell is to the server, by its rule. */
export function meaning(rule: Rule, text: string): Meaning {
  switch (rule.type) {
    case "integer":
      return integer(rule, text);
    case "flag":
      return YES.has(text.toLowerCase()) ? { value: true } : NO.has(text.toLowerCase()) ? { value: false } : { says: t("Write yes or no") };
    case "moment": {
      const moment = /^\d{4}-\d\d-\d\d/.test(text) ? new Date(text) : new Date(Number.NaN);
      return Number.isNaN(moment.getTime()) ? { says: t("Write a date such as 2026-12-31, or a moment such as 2026-12-31T18:00:00Z") } : { value: moment.toISOString() };
    }
    case "streams": {
      const types = text.toLowerCase().split(/[\s,+|/]+/).filter((type) => type !== "");
      return types.every((type) => type === "high" || type === "low") && new Set(types).size === types.length
        ? { value: types.map((type) => ({ type })) }
        : { says: t("Write high, low, or both with a space between them") };
    }
    case "text":
      return spelled(rule, text);
  }
}

function integer({ minimum, maximum }: Rule, text: string): Meaning {
  const number = /^-?\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(number)) {
    return { says: t("Write a whole number in digits") };
  }
  if ((minimum !== undefined && number < minimum) || (maximum !== undefined && number > maximum)) {
    return { says: t("Write a number from {minimum} to {maximum}", { minimum: minimum ?? "any", maximum: maximum ?? "any" }) };
  }
  return { value: number };
}

function spelled({ choices, pattern, minLength, maxLength }: Rule, text: string): Meaning {
  if (choices !== undefined) {
    const code = choices.find((choice) => choice === text.toLowerCase().replaceAll(/[\s-]+/g, "_"));
    return code === undefined ? { says: t("Write one of {choices}", { choices: choices.join(", ") }) } : { value: code };
  }
  const length = Array.from(text).length;
  if (length < (minLength ?? 0)) {
    return { says: t("Write at least {minLength} characters", { minLength: minLength ?? 0 }) };
  }
  if (maxLength !== undefined && length > maxLength) {
    return { says: t("Shorten it to {maxLength} characters; it has {length}", { maxLength, length }) };
  }
  const value = pattern === MAC ? text.toUpperCase().replaceAll("-", ":") : text;
  if (pattern !== undefined && !new RegExp(pattern, "u").test(value)) {
    return { says: hint(pattern) };
  }
  return { value };
}

function hint(pattern: string): string {
  if (pattern === MAC) {
    return t("Write it as 00:1A:2B:3C:4D:5E");
  }
  if (pattern.includes("@")) {
    return t("Write an address of mail");
  }
  return pattern === "^[A-Za-z0-9._:-]{1,64}$" ? t("Use letters without accents, digits, dots, colons, underscores and hyphens, 64 at most") : t("It has to match {pattern}", { pattern });
}
