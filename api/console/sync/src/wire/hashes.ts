import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";

import type { Cursor, DigestText } from "./messages";

/** The hashes both ends compute (protocol page, sections 1, 4, 6 and 7). All are cut from SHA-256. */

const UTF8 = new TextEncoder();
const MODULUS_MASK = (1n << 128n) - 1n;

/** The hash `h` of a value, 16 hex digits. */
export function valueHash(v: string): string {
  return first8(v);
}

/** The hash of a device key in the `live` list, 16 hex digits. The first is the leaf of the key. */
export function keyHash(k: string): string {
  return first8(k);
}

/** The leaf, 0 to 15, of a key with this hash. */
export function leafOf(hash: string): number {
  return parseInt(hash.charAt(0), 16);
}

/** A number of entries and the sum of their hashes modulo 2^128. */
export class Digest {
  static readonly EMPTY = new Digest(0, 0n);

  readonly count: number;
  readonly sum: bigint;

  private constructor(count: number, sum: bigint) {
    this.count = count;
    this.sum = sum;
  }

  /** The digest of a single entry. `h` is the stored hash or, for a deep verification, one computed again. */
  static ofEntry(k: string, r: number | bigint, h: string): Digest {
    const key = UTF8.encode(k);
    const bytes = new Uint8Array(key.length + 17);
    bytes.set(key);
    new DataView(bytes.buffer).setBigUint64(key.length + 1, BigInt(r));
    bytes.set(hexToBytes(h), key.length + 9);
    return new Digest(1, BigInt("0x" + bytesToHex(sha256(bytes).subarray(0, 16))));
  }

  plus(other: Digest): Digest {
    return new Digest(this.count + other.count, (this.sum + other.sum) & MODULUS_MASK);
  }

  text(): DigestText {
    return [this.count, this.sum.toString(16).padStart(32, "0")];
  }
}

/**
 * The root of a cursor.
 *
 * @param me undefined without a manifest; then `mrev` is -1
 * @param cursors every granted source in the order of {@link compareUtf8}; none while the user is paused or ended
 */
export function rootHash(me: string | undefined, mrev: number, cursors: Iterable<Cursor>): string {
  let lines = `${me ?? "-"} ${mrev}\n`;
  for (const [s, e, rev, g] of cursors) {
    lines += `${s} ${e} ${rev} ${g}\n`;
  }
  return first8(lines);
}

/** The order of source ids: that of their UTF-8 bytes, which is the order of code points and not that of JavaScript's strings. */
export function compareUtf8(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  for (let i = 0; i < length; i++) {
    const a = one.charCodeAt(i);
    const b = other.charCodeAt(i);
    if (a !== b) {
      // A surrogate stands for a code point above every other code unit.
      const high = isSurrogate(a);
      return high === isSurrogate(b) ? a - b : high ? 1 : -1;
    }
  }
  return one.length - other.length;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

function first8(text: string): string {
  return bytesToHex(sha256(UTF8.encode(text)).subarray(0, 8));
}
