import type { ClientMessage, Heartbeat, Hello, Man, ServerMessage, UpToDate, Verify, Welcome, Why } from "../wire/messages";
import { Greeting } from "./greeting";
import { Found, Holdings, type Outcome } from "./holdings";
import type { Identity } from "./identity";
import { Speech } from "./speech";
import { NOTHING, type Signal, type Step } from "./step";
import type { Store } from "./store";

const HELLO_EVERY_MS = 500;
const ROOT_HELLO_EVERY_MS = 2_000;
const RESUME_WITHIN_MS = 60_000;

/**
 * The client's half of the protocol: applies what the server says to a store and tells what to answer. It has no clock and does no
 * input or output, so the same inputs always give the same steps. Times are milliseconds of any clock that does not go back.
 *
 * The surroundings `open` a session for each connection, hand every message to `apply` in the order of arrival, and call `tick`
 * at `nextAt`. Every answer is in a {@link Step}, which says when it may go out.
 */
export class Replica {
  readonly store: Store;
  private readonly holdings: Holdings;
  private readonly greeting: Greeting;
  private readonly speech: Speech;

  private session: string | undefined;
  private resumable = false;
  private isOpen = false;
  private atFrontier = false;
  /** In step, were it not for a stale heartbeat. */
  private doubted = false;

  private heardAt = 0;
  private heartbeatMs = 25_000;
  private pinged = false;

  constructor(store: Store, identity: Identity) {
    this.store = store;
    this.holdings = new Holdings(store);
    this.greeting = new Greeting(store, this.holdings, identity);
    this.speech = new Speech(this.holdings, this.greeting);
  }

  /** Begins a session and returns its first message, which waits for the store as those of a {@link Step} do. */
  open(token: string | undefined, now: number): Hello {
    const resumes = this.resumable && now - this.heardAt <= RESUME_WITHIN_MS;
    const hello =
      resumes && this.session !== undefined
        ? this.greeting.resume(token, this.session, this.speech.frames)
        : this.greeting.cursorOrRoot(token);
    this.speech.begin(now);
    this.isOpen = true;
    this.atFrontier = false;
    this.doubted = false;
    this.resumable = false;
    this.heardAt = now;
    this.pinged = false;
    return hello;
  }

  /** Notes that the connection is gone. What was applied stays; the next session may resume this one. */
  closed(): void {
    this.isOpen = false;
    this.atFrontier = false;
  }

  /** Applies the next message of the session. */
  apply(message: ServerMessage, now: number): Step {
    this.speech.heard(now);
    this.heardAt = now;
    this.pinged = false;
    const signals: Signal[] = [];
    this.dispatch(message, now, signals);
    return this.step(now, signals);
  }

  /** Does what has become due. Harmless when nothing has. */
  tick(now: number): Step {
    if (!this.isOpen) {
      return NOTHING;
    }
    if (now - this.heardAt >= this.silenceMs * 2) {
      this.isOpen = false;
      return { send: [], signals: [{ is: "hangup", code: 1001, why: "the server has been silent" }] };
    }
    if (!this.pinged && now - this.heardAt >= this.silenceMs) {
      this.pinged = true;
      this.speech.add({ t: "ping", at: now });
    }
    return this.step(now, []);
  }

  /** Acknowledges at once what has been applied, for surroundings whose timers come late. */
  hurry(now: number): Step {
    this.speech.hurry(now);
    return this.tick(now);
  }

  /** Says something of the surroundings' own, such as a fresh token, within the permitted pace. */
  say(message: ClientMessage, now: number): Step {
    this.speech.add(message);
    return this.step(now, []);
  }

  /** Drops everything held, because it belongs to somebody else. Only between sessions. */
  forget(): Step {
    this.holdings.wipe();
    this.session = undefined;
    return { send: [], signals: [{ is: "regranted", manifest: this.store.manifest }] };
  }

  /** Time at which {@link tick} has something to do, `Infinity` for never. */
  get nextAt(): number {
    if (!this.isOpen) {
      return Infinity;
    }
    return Math.min(this.speech.nextAt(), this.heardAt + this.silenceMs * (this.pinged ? 2 : 1));
  }

  /** Whether the session now open has brought a frontier and nothing has cast doubt on it since. */
  get inStep(): boolean {
    return this.atFrontier;
  }

  /** The root of what is held. */
  get root(): string {
    return this.holdings.root();
  }

  private dispatch(message: ServerMessage, now: number, signals: Signal[]): void {
    const found = new Found();
    switch (message.t) {
      case "d":
        this.settle(message.s, this.holdings.delta(message, found), found, signals);
        return;
      case "b":
        this.settle(message.s, this.holdings.base(message, found), found, signals);
        return;
      case "r":
        this.settle(message.s, this.holdings.rebase(message, found), found, signals);
        return;
      case "man":
        this.manifest(message, signals);
        return;
      case "u":
        this.frontier(message, now, signals);
        return;
      case "hb":
        this.heartbeat(message, signals);
        return;
      case "welcome":
        this.welcome(message, signals);
        return;
      case "ver":
        this.verify(message);
        return;
      case "goaway":
        signals.push({ is: "leave", minMs: message.minMs, maxMs: message.maxMs, why: message.why });
        return;
      case "err":
        if (message.wipe) {
          this.holdings.wipe();
          signals.push({ is: "regranted", manifest: this.store.manifest });
        }
        signals.push({ is: "refused", problem: message });
        return;
      case "unknown":
        if (message.mustUnderstand) {
          this.speech.add({ t: "nack", n: this.speech.frames, why: "unknown" });
          signals.push({ is: "hangup", code: 4400, why: "a message that must be understood is not known" });
        }
    }
  }

  private welcome(welcome: Welcome, signals: Signal[]): void {
    if (welcome.mode !== "resume") {
      this.holdings.unstage();
    }
    this.session = welcome.sid;
    this.resumable = true;
    this.heartbeatMs = welcome.hb * 1_000;
    this.greeting.limit(welcome.helloBytes);
    if (welcome.needsCursor) {
      this.speech.helloAsked(this.heardAt);
    }
    signals.push({ is: "welcomed", welcome });
  }

  private manifest(man: Man, signals: Signal[]): void {
    if (this.holdings.manifest(man)) {
      signals.push({ is: "regranted", manifest: this.store.manifest });
    } else {
      this.atFrontier = false;
      this.wantHello(HELLO_EVERY_MS);
    }
  }

  private settle(source: string, outcome: Outcome, found: Found, signals: Signal[]): void {
    switch (outcome) {
      case "applied": {
        found.unreadable.forEach((key) => {
          this.speech.addBad(source, key);
        });
        const position = this.store.position(source);
        if (position !== undefined) {
          signals.push({ is: "applied", source, position, keys: found.keys });
        }
        return;
      }
      case "staged":
      case "dropped":
        return;
      case "base_mismatch":
      case "bad_hash":
        this.refuse(source, outcome);
        return;
      case "too_large":
        signals.push({ is: "hangup", code: 4400, why: "a source has more entries than it may" });
    }
  }

  private refuse(source: string, why: Why): void {
    // The server may not learn of this before the connection ends, so the next session must carry the cursor.
    this.resumable = false;
    this.atFrontier = false;
    const held = this.holdings.cursor(source);
    const have = held === undefined ? {} : { have: [held[1], held[2]] as const };
    this.speech.add({ t: "nack", n: this.speech.frames, s: source, why, ...have });
  }

  private frontier(upToDate: UpToDate, now: number, signals: Signal[]): void {
    if (upToDate.fence) {
      this.speech.acknowledgeAt(now);
    }
    if (this.compare(upToDate.root)) {
      this.atFrontier = true;
      this.resumable = this.session !== undefined;
      signals.push({ is: "frontier", mrev: upToDate.mrev, at: upToDate.at });
    }
  }

  private heartbeat(heartbeat: Heartbeat, signals: Signal[]): void {
    if (heartbeat.stale) {
      this.doubted ||= this.atFrontier;
      this.atFrontier = false;
      signals.push({ is: "stale" });
    } else if (this.compare(heartbeat.root) && this.doubted) {
      this.doubted = false;
      this.atFrontier = true;
      signals.push({ is: "fresh" });
    }
  }

  private compare(root: string): boolean {
    const same = root === this.root;
    if (same) {
      this.speech.helloNotWanted();
    } else {
      this.atFrontier = false;
      this.wantHello(ROOT_HELLO_EVERY_MS);
    }
    return same;
  }

  private verify(verify: Verify): void {
    for (const source of verify.s === undefined ? this.store.manifest.grants.keys() : [verify.s]) {
      if (this.store.position(source) !== undefined) {
        this.speech.addDigest(source, verify.deep);
      }
    }
  }

  private wantHello(every: number): void {
    this.resumable = false;
    this.speech.wantHello(this.heardAt, every);
  }

  private step(now: number, signals: Signal[]): Step {
    const send = this.isOpen ? this.speech.say(now) : [];
    return send.length === 0 && signals.length === 0 ? NOTHING : { send, signals };
  }

  private get silenceMs(): number {
    return (this.heartbeatMs * 3) / 2;
  }
}
