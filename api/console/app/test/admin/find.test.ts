import { expect, test } from "vitest";

import { withoutTwins } from "../../src/admin/search/find";

const found = (to: string, group: string) => ({ to, group, name: "Ada", detail: "" });

test("who is in several lists is shown once, where the first has them", () => {
  expect(withoutTwins([found("/b2b-users/u.1", "B2B users"), found("/users/u.1", "Users"), found("/users/u.2", "Users"), found("/cameras/u.1", "Cameras")]).map(({ to }) => to)).toEqual([
    "/b2b-users/u.1",
    "/users/u.2",
    "/cameras/u.1",
  ]);
});
