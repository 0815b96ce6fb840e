import { expect, it } from "vitest";

import { manifestOf, type Grant } from "../src/core/store";
import { MemoryStore } from "../src/store/memory";
import { nameOf, stateOf, viewOf, type View } from "../src/view/view";

const GRANT: Grant = { g: 1, c: 0, p: 0, until: 0 };

/** The view of the user 3 over these sources, each with its keys and values; entries stand at revision 1 unless they say otherwise. */
function viewOver(sources: Record<string, Record<string, { dr?: number; v: object }>>): View {
  const store = new MemoryStore();
  const grants = Object.keys(sources).map((source): [string, Grant] => [source, GRANT]);
  store.apply({ manifest: manifestOf("00000000000000e1", 1, "active", grants), drops: [] });
  for (const [source, entries] of Object.entries(sources)) {
    const put = Object.entries(entries).map(([k, { dr = 1, v }]) => ({ k, r: 1, dr, v: JSON.stringify({ $: 1, ...v }), h: "" }));
    const position = { epoch: "a1a1a1a1a1a1a1a1", rev: 1, grant: 1 };
    store.apply({ drops: [], write: { source, position, replace: true, put, del: [] } });
  }
  return viewOf(store, { owner: "3", inStep: true, nowSeconds: 0 });
}

it("shows a tracker of several sources with the widest rights", () => {
  const tracker = (name: string, access: string) => ({ kind: "tracker", name, access, owner: "3", colour: "#1a2b3c" });
  const { devices } = viewOver({
    "O:1": { "trk-1": { dr: 2, v: tracker("Van", "view") } },
    "U:3": { "trk-1": { v: tracker("Old van", "change") } },
  });
  const van = devices.get("trk-1");
  expect(van?.members).toMatchObject({ name: "Van", access: "change" });
  expect(van && nameOf(van)).toBe("Van");
  expect(van && stateOf(van)).toBeUndefined();
});

it("keeps what is no device apart, the newest of each", () => {
  const view = viewOver({
    "U:2": {
      profile: { v: { kind: "profile", areas: ["archive"] } },
      permissions: { dr: 9, v: { kind: "permissions", codes: ["all"] } },
      licences: { v: { kind: "licences", levels: [] } },
    },
    "U:3": {
      permissions: { v: { kind: "permissions", codes: ["archives-show"] } },
      "obj-1": { v: { kind: "object", name: "Site", change: [] } },
      "case-1": { v: { kind: "case", title: "Smoke", type: "smoke_fire", cameras: [] } },
      "note-1": { v: { kind: "note", severity: "warning", title: "Works", text: "On Monday", at: "2026-11-22T12:00:00Z", read: false } },
    },
  });
  expect(view.notes.get("note-1")?.["title"]).toBe("Works");
  expect(view.devices.size).toBe(0);
  expect(view.profile?.["areas"]).toEqual(["archive"]);
  expect(view.permissions?.["codes"]).toEqual(["archives-show"]);
  expect(view.licences?.["levels"]).toEqual([]);
  expect([...view.objects.keys(), ...view.cases.keys()]).toEqual(["obj-1", "case-1"]);
});

it("keeps what each source calls the place", () => {
  const gate = (place: string) => ({ v: { kind: "camera", name: "Gate", state: "green", access: "full", place } });
  const { devices } = viewOver({ "A:1": { "cam-1": gate("1 High Street") }, "F:1": { "cam-1": gate("Ours") } });
  expect(devices.get("cam-1")).toMatchObject({ sources: ["A:1", "F:1"], places: ["1 High Street", "Ours"] });
});

it("shows nothing that is not of its key's kind", () => {
  const view = viewOver({
    "A:1": {
      "case-1": { v: { kind: "camera", name: "Yard", state: "green", access: "full" } },
      "cam-1": { v: { kind: "licences", levels: [] } },
    },
  });
  expect([view.devices.size, view.cases.size, view.licences]).toEqual([0, 0, undefined]);
});
