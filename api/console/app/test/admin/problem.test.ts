import { expect, it } from "vitest";

import { ConflictError } from "../../src/admin/plane/conflict";
import { fieldFaults, ProblemError, problemOf, segments, type Problem } from "../../src/admin/plane/problem";

const problem: Problem = {
  type: "/api/problems#invalid",
  title: "Some values cannot be accepted",
  status: 422,
  code: "invalid",
  requestId: "r",
  errors: [
    { pointer: "/login", code: "required", message: "It must be given" },
    { pointer: "/particulars/email", code: "format", message: "It is no address of mail" },
    { pointer: "/permissions/3", code: "pattern", message: "It is no code" },
    { pointer: "", code: "whole", message: "It says nothing" },
  ],
};

it("takes pointers apart as RFC 6901 says", () => {
  expect(segments("/a~1b/c~0d/0")).toEqual(["a/b", "c~d", "0"]);
});

it("puts each fault at its field, one of a list at the list", () => {
  expect(fieldFaults(problem)).toEqual({
    login: "It must be given",
    particulars: { email: "It is no address of mail" },
    permissions: "It is no code",
  });
});

it("says the whole of it in a sentence too, for those who do not see the field", () => {
  expect(new ProblemError(problem).message).toContain("login: It must be given");
  expect(new ProblemError(problem).message).toContain("It says nothing");
});

it("stays of its kind, so that those who catch it can tell", () => {
  const conflict = new ConflictError({ ...problem, status: 412 }, {}, {}, {});
  expect(new ProblemError(problem)).toBeInstanceOf(ProblemError);
  expect(conflict).toBeInstanceOf(ConflictError);
  expect(conflict).toBeInstanceOf(ProblemError);
});

it("makes a problem of an answer that is none, and heeds how long to wait", async () => {
  const error = await problemOf(new Response("<html>", { status: 502, headers: { "Retry-After": "7" } }));
  expect(error.status).toBe(502);
  expect(error.retryAfterSeconds).toBe(7);
  expect((await problemOf(new Response("", { status: 502 }))).retryAfterSeconds).toBeUndefined();
});
