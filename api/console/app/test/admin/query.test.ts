import { expect, it } from "vitest";

import { Cursors, narrowing, pageQuery, traits } from "../../src/admin/plane/query";

const asked = { page: 1, perPage: 25, sort: { field: "createdAt", order: "DESC" as const }, filter: {} };

it("asks a list of the directory for a page by its number, counted, with facets and the change made last", () => {
  const query = pageQuery({ ...asked, page: 3, filter: { q: "ada", status: ["active", "paused"] }, facets: ["origin"] }, traits("users"), undefined, "user:42@17");
  expect(query.toString()).toBe("sort=-createdAt&q=ada&status=active%2Cpaused&limit=25&page=3&count=true&facets=origin&atLeast=user%3A42%4017");
});

it("goes on with a cursor where one is known, and leaves the number away", () => {
  expect(pageQuery({ ...asked, page: 3 }, traits("users"), "abc", "user:42@17").toString()).toBe("sort=-createdAt&limit=25&cursor=abc&count=true");
});

it("asks a list for nothing that it does not know", () => {
  expect(pageQuery({ ...asked, page: 2 }, traits("audit"), undefined).toString()).toBe("limit=25");
  expect(pageQuery({ ...asked, page: 2 }, traits("users/42/billing-events"), undefined).toString()).toBe("sort=-createdAt&limit=25&page=2");
  expect(pageQuery(asked, traits("users/42/environments"), undefined).toString()).toBe("");
});

it("escapes commas within a code and leaves out filters that say nothing", () => {
  const filter = { vendor: ["A, B", "C"], name: "", other: undefined, none: null, list: [], flag: false };
  expect(narrowing({ ...asked, sort: undefined, filter }, traits("intercoms")).toString()).toBe("vendor=A%5C%2C+B%2CC&flag=false");
});

it("remembers where pages begin, of each list with its filters", () => {
  const cursors = new Cursors();
  cursors.remember("users?q=a", 1, "two");
  cursors.remember("users?q=a", 2, undefined);
  expect(cursors.before("users?q=a", 2)).toBe("two");
  expect(cursors.before("users?q=a", 3)).toBeUndefined();
  expect(cursors.before("users?q=b", 2)).toBeUndefined();
});
