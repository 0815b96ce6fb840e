import type { TokenSource } from "../src/net/tokens";
import type { Link, Receiver, Transport } from "../src/net/transport";
import type { Surroundings } from "../src/surroundings";
import { decode } from "../src/wire/codec";
import { rootHash, valueHash } from "../src/wire/hashes";
import type { ClientMessage, Cursor } from "../src/wire/messages";

interface Timer {
  readonly at: number;
  readonly call: () => void;
}

/** A world whose time passes only when a test says so, and whose chance is what the test has set. */
export class TestWorld implements Surroundings {
  chance = 0.5;
  isHidden = false;
  private time = 0;
  private readonly timers = new Set<Timer>();

  now(): number {
    return this.time;
  }

  epochMs(): number {
    return 1_800_000_000_000 + this.time;
  }

  random(): number {
    return this.chance;
  }

  installation(): string {
    return "made-up-installation";
  }

  hidden(): boolean {
    return this.isHidden;
  }

  after(ms: number, call: () => void): () => void {
    const timer = { at: this.time + ms, call };
    this.timers.add(timer);
    return () => {
      this.timers.delete(timer);
    };
  }

  /** Lets so much time pass, and everything happen that is due by then. */
  async pass(ms: number): Promise<void> {
    const until = this.time + ms;
    await rest();
    for (let next = this.due(until); next !== undefined; next = this.due(until)) {
      this.timers.delete(next);
      this.time = Math.max(this.time, next.at);
      next.call();
      await rest();
    }
    this.time = until;
  }

  /** Lets time pass as it does for a machine that sleeps: no timer runs. */
  sleep(ms: number): void {
    this.time += ms;
  }

  private due(until: number): Timer | undefined {
    return [...this.timers].filter(({ at }) => at <= until).sort((one, other) => one.at - other.at)[0];
  }
}

/** Lets every promise that can be kept be kept. */
export function rest(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** One connection as the server's end sees it. */
export class ScriptedLink implements Link {
  readonly said: ClientMessage[] = [];
  closedWith: number | undefined;
  private readonly receiver: Receiver;

  constructor(receiver: Receiver) {
    this.receiver = receiver;
  }

  send(message: ClientMessage): void {
    this.said.push(message);
  }

  close(code: number, reason: string): void {
    if (this.closedWith === undefined) {
      this.closedWith = code;
      this.receiver.closed(code, reason);
    }
  }

  /** The server says this, through the codec as over a wire. */
  async say(...messages: object[]): Promise<void> {
    for (const message of messages) {
      this.receiver.received(decode(new TextEncoder().encode(JSON.stringify(message))));
      await rest();
    }
  }

  words(): string[] {
    return this.said.map(({ t }) => t);
  }
}

/** A server that accepts every connection and says only what the test makes it say. */
export class ScriptedServer implements Transport {
  readonly links: ScriptedLink[] = [];
  accepts = true;
  dials = 0;

  connect(receiver: Receiver): void {
    this.dials++;
    queueMicrotask(() => {
      if (this.accepts) {
        const link = new ScriptedLink(receiver);
        this.links.push(link);
        receiver.opened(link);
      } else {
        receiver.closed(1006, "no server");
      }
    });
  }

  get link(): ScriptedLink {
    const last = this.links.at(-1);
    if (last === undefined) {
      throw new Error("nobody has connected");
    }
    return last;
  }
}

export const ME = "00000000000000e1";
export const EPOCH = "a1a1a1a1a1a1a1a1";
export const WELCOME = { t: "welcome", sid: "s-1", mode: "full", hb: 25 };
export const MANIFEST = { t: "man", me: ME, prev: -1, rev: 1, st: "active", add: [{ s: "A:1", g: 7 }], full: true };

export function camera(name: string, state = "green"): { v: string; h: string } {
  const v = JSON.stringify({ $: 1, kind: "camera", name, state, access: "full", archive: true, streams: [] });
  return { v, h: valueHash(v) };
}

export function base(...names: string[]): object {
  return {
    t: "b",
    s: "A:1",
    e: EPOCH,
    c: 1,
    rev: 5,
    i: 0,
    last: true,
    put: names.map((name) => ({ k: `cam-${name}`, r: 1, dr: 1, ...camera(name) })),
  };
}

export function frontier(rev: number, more: object = {}): object {
  const cursor: Cursor = ["A:1", EPOCH, rev, 7];
  return { t: "u", mrev: 1, root: rootHash(ME, 1, [cursor]), at: 1, ...more };
}

/** Gives every caller a token for ten minutes, and counts. */
export class CountingTokens implements TokenSource {
  readonly fetched: string[] = [];
  user = "u-1";
  refusal: Error | undefined;
  private readonly world: Surroundings;

  constructor(world: Surroundings) {
    this.world = world;
  }

  fetch(): ReturnType<TokenSource["fetch"]> {
    if (this.refusal !== undefined) {
      return Promise.reject(this.refusal);
    }
    this.fetched.push(`token-${this.fetched.length + 1}`);
    return Promise.resolve({
      text: this.fetched.at(-1) ?? "",
      expiresAt: this.world.epochMs() + 600_000,
      user: this.user,
    });
  }
}
