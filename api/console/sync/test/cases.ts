import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import type { Scene } from "./conformance";

const FOLDER = join(import.meta.dirname, "..", "..", "..", "client", "conformance");

/** Every conformance case, in the order of their files. */
export function scenes(): Scene[] {
  return readdirSync(join(FOLDER, "cases"))
    .sort()
    .map((file) => JSON.parse(readFileSync(join(FOLDER, "cases", file), "utf8")) as Scene);
}

/** The values, keys, entries, digests and roots of `hashes.json`. */
export interface Vectors {
  readonly values: readonly { readonly v: string; readonly h: string }[];
  readonly keys: readonly { readonly k: string; readonly hash: string; readonly leaf: string }[];
  readonly entries: readonly { readonly k: string; readonly r: string; readonly h: string; readonly H: string }[];
  readonly digests: readonly {
    readonly count?: number;
    readonly d: readonly [number, string];
    readonly leaves: readonly (readonly [number, string])[];
  }[];
  readonly roots: readonly {
    readonly me: string | null;
    readonly mrev: number;
    readonly cur: readonly (readonly [string, string, number, number])[];
    readonly root: string;
  }[];
}

export function vectors(): Vectors {
  return JSON.parse(readFileSync(join(FOLDER, "hashes.json"), "utf8")) as Vectors;
}
