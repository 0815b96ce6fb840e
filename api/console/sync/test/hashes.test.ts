import { expect, it } from "vitest";

import { compareUtf8, Digest, keyHash, leafOf, rootHash, valueHash } from "../src/wire/hashes";
import { vectors } from "./cases";

const VECTORS = vectors();

it.each(VECTORS.values)("hashes the value $v over its UTF-8 bytes", ({ v, h }) => {
  expect(valueHash(v)).toBe(h);
});

it.each(VECTORS.keys)("hashes the key $k and takes the leaf from the first digit", ({ k, hash, leaf }) => {
  expect(keyHash(k)).toBe(hash);
  expect(leafOf(hash).toString(16)).toBe(leaf);
});

it.each(VECTORS.entries)("hashes the entry $k at revision $r", ({ k, r, h, H }) => {
  expect(Digest.ofEntry(k, BigInt(r), h).text()).toEqual([1, H]);
});

it("sums entries modulo 2^128", () => {
  const vector = VECTORS.digests[1];
  const leaves = Array.from({ length: 16 }, () => Digest.EMPTY);
  for (let i = 0; i < (vector?.count ?? 0); i++) {
    const leaf = leafOf(keyHash(`k${i}`));
    leaves[leaf] = (leaves[leaf] ?? Digest.EMPTY).plus(Digest.ofEntry(`k${i}`, i, valueHash(`{"i":${i}}`)));
  }
  expect(leaves.map((leaf) => leaf.text())).toEqual(vector?.leaves);
  expect(leaves.reduce((sum, leaf) => sum.plus(leaf), Digest.EMPTY).text()).toEqual(vector?.d);
  expect(Digest.EMPTY.text()).toEqual(VECTORS.digests[0]?.d);
});

it.each(VECTORS.roots)("computes the root $root in the order of UTF-8", ({ me, mrev, cur, root }) => {
  const sorted = [...cur].reverse().sort(([one], [other]) => compareUtf8(one, other));
  expect(rootHash(me ?? undefined, mrev, sorted)).toBe(root);
});
