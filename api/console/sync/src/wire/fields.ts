import { SOURCE_ID_CHARS, VALUE_BYTES } from "./limits";
import type { Entry } from "./messages";

/** A frame that is not exactly one message of the protocol. */
export class MalformedMessage extends Error {
  override readonly name = "MalformedMessage";
}

export type Fields = Readonly<Record<string, unknown>>;

export function fields(value: unknown, what: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new MalformedMessage(`${what} is not a map`);
  }
  return value as Fields;
}

/** Reads the member, or gives the stand-in when it is absent. Without a stand-in the member must be there. */
export function read<T>(of: Fields, key: string, reader: (value: unknown, key: string) => T, absent?: T): T {
  const value = Object.hasOwn(of, key) ? of[key] : undefined;
  if (value !== undefined) {
    return reader(value, key);
  }
  if (absent === undefined) {
    throw new MalformedMessage(`${key} is missing`);
  }
  return absent;
}

export function text(value: unknown, key: string): string {
  if (typeof value !== "string") {
    throw new MalformedMessage(`${key} is not text`);
  }
  return value;
}

/** A whole number that a browser can hold exactly; a larger one is refused rather than rounded. */
export function whole(least: number, most: number): (value: unknown, key: string) => number {
  return (value, key) => {
    if (typeof value !== "number" || !Number.isInteger(value)) {
      throw new MalformedMessage(`${key} is not a whole number`);
    }
    if (!Number.isSafeInteger(value) || value < least || value > most) {
      throw new MalformedMessage(`${key} is out of range`);
    }
    return value;
  };
}

export const revision = whole(0, Number.MAX_SAFE_INTEGER);

export function flag(value: unknown, key: string): boolean {
  return typeof value === "boolean" ? value : whole(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)(value, key) !== 0;
}

/** Lower-case hex digits, exactly so many unless the number is left out. */
export function hex(digits?: number): (value: unknown, key: string) => string {
  return (value, key) => {
    const found = text(value, key);
    if (digits !== undefined && found.length !== digits) {
      throw new MalformedMessage(`${key} has not ${digits} hex digits`);
    }
    if (!/^[0-9a-f]*$/.test(found)) {
      throw new MalformedMessage(`${key} is not hex`);
    }
    return found;
  };
}

export function source(value: unknown, key: string): string {
  const id = text(value, key);
  if (id.length === 0 || id.length > SOURCE_ID_CHARS) {
    throw new MalformedMessage(`a source id is empty or longer than ${SOURCE_ID_CHARS} characters`);
  }
  // The root is made of lines and spaces.
  for (let i = 0; i < id.length; i++) {
    if (id.charCodeAt(i) <= 0x20) {
      throw new MalformedMessage("a source id has a space or control character");
    }
  }
  return id;
}

export function list<T>(element: (value: unknown, key: string) => T): (value: unknown, key: string) => readonly T[] {
  return (value, key) => {
    if (!Array.isArray(value)) {
      throw new MalformedMessage(`${key} is not a list`);
    }
    return value.map((one: unknown) => element(one, key));
  };
}

export function entry(value: unknown, key: string): Entry {
  const of = fields(value, key);
  const v = read(of, "v", text);
  if (v.length > VALUE_BYTES || new TextEncoder().encode(v).length > VALUE_BYTES) {
    throw new MalformedMessage(`a value is larger than ${VALUE_BYTES} bytes`);
  }
  return { k: read(of, "k", text), r: read(of, "r", revision), dr: read(of, "dr", revision), v, h: read(of, "h", hex(16)) };
}
