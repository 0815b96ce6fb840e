import { Replica } from "../src/core/replica";
import type { Signal, Step } from "../src/core/step";
import type { Store } from "../src/core/store";
import { viewOf } from "../src/view/view";
import { decode } from "../src/wire/codec";
import type { Standing } from "../src/wire/messages";

/** One file of `api/client/conformance/cases`; what it means is said in `api/client/README.md`. */
export interface Scene {
  readonly name: string;
  readonly user?: string;
  readonly now?: number;
  readonly steps: readonly SceneStep[];
  readonly state: State & {
    readonly root: string;
    readonly view?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  };
}

interface SceneStep {
  readonly at: number;
  readonly do?: "open" | "tick" | "lost";
  readonly message?: unknown;
  readonly replies: readonly unknown[];
  readonly signals?: readonly string[];
}

interface State {
  readonly me: string | null;
  readonly mrev: number;
  readonly st: Standing;
  readonly sources: Readonly<
    Record<
      string,
      {
        readonly e: string;
        readonly rev: number;
        readonly g: number;
        readonly entries: Readonly<Record<string, { readonly r: number; readonly h: string }>>;
      }
    >
  >;
}

/** What was found, beside what the case expects. Runs wherever there is JavaScript, so that a page can run it as Node does. */
export interface Finding {
  readonly of: string;
  readonly found: unknown;
  readonly expected: unknown;
}

/** Plays a scene on an empty store and returns everything that is to be compared. */
export async function play(scene: Scene, store: Store): Promise<Finding[]> {
  const findings: Finding[] = [];
  const replica = new Replica(store, { env: "desktop", inst: "conformance-1" });
  for (const [i, step] of scene.steps.entries()) {
    const { send, signals } = perform(step, replica);
    await store.flush();
    const of = `step ${i} at ${step.at}`;
    // Through JSON, as on the wire.
    findings.push({ of: `replies of ${of}`, found: JSON.parse(JSON.stringify(send)), expected: step.replies });
    if (step.signals !== undefined) {
      findings.push({ of: `signals of ${of}`, found: signals.map(word), expected: step.signals });
    }
  }
  const { me, mrev, st, sources, root, view } = scene.state;
  findings.push({ of: "state", found: stateOf(store), expected: { me, mrev, st, sources } });
  findings.push({ of: "root", found: replica.root, expected: root });
  if (view !== undefined) {
    const shown = viewOf(store, { owner: scene.user, inStep: replica.inStep, nowSeconds: scene.now ?? 0 });
    findings.push({ of: "keys of the view", found: [...shown.devices.keys()].sort(), expected: Object.keys(view).sort() });
    for (const [key, members] of Object.entries(view)) {
      for (const [member, expected] of Object.entries(members)) {
        findings.push({ of: `${member} of ${key}`, found: shown.devices.get(key)?.members[member], expected });
      }
    }
  }
  return findings;
}

/** What is held, in the form of the cases. */
export function stateOf(store: Store): State {
  const { me, rev, standing, grants } = store.manifest;
  const sources = [...grants].map(([source, { g }]) => {
    const position = store.position(source);
    const entries = [...store.entries(source)].map(({ k, r, h }) => [k, { r, h }] as const);
    if (entries.length !== store.count(source) || (position !== undefined && position.grant !== g)) {
      throw new Error(`the store contradicts itself about ${source}`);
    }
    return [
      source,
      { e: position?.epoch ?? "-", rev: position?.rev ?? -1, g, entries: Object.fromEntries(entries) },
    ] as const;
  });
  return { me: me ?? null, mrev: rev, st: standing, sources: Object.fromEntries(sources) };
}

function perform(step: SceneStep, replica: Replica): Step {
  switch (step.do) {
    case "open":
      return { send: [replica.open(undefined, step.at)], signals: [] };
    case "tick":
      return replica.tick(step.at);
    case "lost":
      replica.closed();
      return { send: [], signals: [] };
    default:
      return replica.apply(decode(new TextEncoder().encode(JSON.stringify(step.message))), step.at);
  }
}

function word(signal: Signal): string {
  switch (signal.is) {
    case "applied":
      return `applied ${signal.source}`;
    case "hangup":
      return `close ${signal.code}`;
    case "refused":
      return `refused ${signal.problem.code}`;
    case "leave":
      return `leave ${signal.minMs} ${signal.maxMs}`;
    default:
      return signal.is;
  }
}
