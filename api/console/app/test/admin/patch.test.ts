import { describe, expect, it } from "vitest";

import { changeable, clashes, mergePatch, reconcile } from "../../src/admin/plane/patch";

describe("a merge patch", () => {
  it("says nothing when nothing is different, however nothing is written", () => {
    expect(mergePatch({ name: "Ada", phone: undefined, tags: ["a"] }, { name: "Ada", phone: "", tags: ["a"], more: null })).toBeUndefined();
  });

  it("has what is different alone, also of what is nested", () => {
    const before = { name: "Ada", particulars: { email: "a@example.org", phone: "1" }, flags: ["x"] };
    const after = { name: "Ada", particulars: { email: "b@example.org", phone: "1" }, flags: ["x", "y"] };
    expect(mergePatch(before, after)).toEqual({ particulars: { email: "b@example.org" }, flags: ["x", "y"] });
  });

  it("is silent about what a card is known by and was read with, whether or not the form gives it back", () => {
    const read = { id: "cam-1", _etag: '"7"', name: "Yard", place: { id: "A:1" } };
    expect(mergePatch(changeable(read), changeable({ name: "Gate", place: { id: "A:1" } }))).toEqual({ name: "Gate" });
    expect(mergePatch(changeable(read), changeable({ ...read, id: "cam-2", _etag: '"8"' }))).toBeUndefined();
    expect(mergePatch(changeable(read), changeable({ ...read, place: { id: "A:2" } }))).toEqual({ place: { id: "A:2" } });
  });

  it("takes away what was emptied", () => {
    expect(mergePatch({ name: "Ada", note: "x" }, { name: "", note: undefined })).toEqual({ name: null, note: null });
  });
});

describe("two administrators who change the same thing", () => {
  const seen = { name: "Yard", days: 7, at: { line1: "1 High Street", city: "Newtown" } };

  it("clash where both changed one field to different values", () => {
    const mine = { name: "Yard, north", days: 14, at: { line1: "2 High Street", city: "Newtown" } };
    const theirs = { name: "Court", days: 14, at: { line1: "3 High Street", city: "Oldtown" } };
    expect(clashes(seen, mine, theirs)).toEqual([
      { path: ["name"], seen: "Yard", mine: "Yard, north", theirs: "Court" },
      { path: ["at", "line1"], seen: "1 High Street", mine: "2 High Street", theirs: "3 High Street" },
    ]);
  });

  it("do not clash in different fields, and both changes stay", () => {
    const mine = { ...seen, days: 14 };
    const theirs = { ...seen, name: "Court" };
    expect(clashes(seen, mine, theirs)).toEqual([]);
    expect(reconcile(seen, mine, theirs, () => "theirs")).toEqual({ ...seen, days: 14, name: "Court" });
  });

  it("get what is chosen, field by field", () => {
    const mine = { ...seen, name: "Yard, north", at: { line1: "2 High Street", city: "Newtown" } };
    const theirs = { ...seen, name: "Court", at: { line1: "3 High Street", city: "Oldtown" } };
    expect(reconcile(seen, mine, theirs, (path) => (path === "name" ? "mine" : "theirs"))).toEqual({
      name: "Yard, north",
      days: 7,
      at: { line1: "3 High Street", city: "Oldtown" },
    });
  });
});
