import { Digest } from "../wire/hashes";
import type { Ack, ClientMessage } from "../wire/messages";
import type { Greeting } from "./greeting";
import type { Holdings } from "./holdings";
import { Outbox } from "./outbox";
import { Pace } from "./pace";

const ACK_AFTER_MS = 250;
const ACK_AFTER_FRAMES = 64;

/**
 * What one session says and when: answers first, then acknowledgements, then a hello, then digests, and none faster than the server
 * permits.
 */
export class Speech {
  private readonly holdings: Holdings;
  private readonly greeting: Greeting;
  private readonly outbox = new Outbox();
  private pace = new Pace();
  private heardFrames = 0;
  private acknowledged = 0;
  private ackAt = Infinity;
  private helloAt = Infinity;
  private lastHello = -Infinity;
  private cursorWanted = false;

  constructor(holdings: Holdings, greeting: Greeting) {
    this.holdings = holdings;
    this.greeting = greeting;
  }

  /** Begins a session with a hello. */
  begin(now: number): void {
    this.outbox.clear();
    this.pace = new Pace();
    this.pace.spend(now);
    this.heardFrames = 0;
    this.acknowledged = 0;
    this.ackAt = Infinity;
    this.helloAt = Infinity;
    this.lastHello = now;
  }

  /** Counts a message of the server, which is acknowledged before long. */
  heard(now: number): void {
    this.heardFrames++;
    this.acknowledgeAt(this.heardFrames - this.acknowledged >= ACK_AFTER_FRAMES ? now : now + ACK_AFTER_MS);
  }

  /** Number of messages of this session so far. */
  get frames(): number {
    return this.heardFrames;
  }

  acknowledgeAt(time: number): void {
    this.ackAt = Math.min(this.ackAt, time);
  }

  /** Does not wait any longer for the frames heard so far. */
  hurry(now: number): void {
    if (this.acknowledged < this.heardFrames) {
      this.acknowledgeAt(now);
    }
  }

  add(message: ClientMessage): void {
    this.outbox.add(message);
  }

  addBad(source: string, key: string): void {
    this.outbox.addBad(source, key);
  }

  addDigest(source: string, deep: boolean): void {
    this.outbox.addDigest(source, deep);
  }

  /** Says hello once more, at the pace of a client's own. */
  wantHello(now: number, every: number): void {
    this.helloAt = Math.min(this.helloAt, Math.max(now, this.lastHello + every));
  }

  /** The server asks for a hello, so it does not wait for the pace of a client's own: two in this second at most. */
  helloAsked(now: number): void {
    this.cursorWanted = true;
    this.helloAt = now;
  }

  /** Nothing needs a hello any more, unless the server has asked for it. */
  helloNotWanted(): void {
    this.helloAt = this.cursorWanted ? this.helloAt : Infinity;
  }

  /** When there is something to say; `Infinity` for never, and a time that is over for at once. */
  nextAt(): number {
    const waiting = this.outbox.hasUrgent || this.outbox.hasDigests || this.outbox.hasBad;
    const next = waiting ? -Infinity : Math.min(this.ackAt, this.helloAt);
    return next === Infinity ? Infinity : Math.max(next, this.pace.nextAt());
  }

  /** Takes what is to be said now. */
  say(now: number): ClientMessage[] {
    const send: ClientMessage[] = [];
    for (let next = this.next(now); next !== undefined; next = this.next(now)) {
      this.pace.spend(now);
      send.push(next);
    }
    return send;
  }

  /** The most urgent thing to say now, undefined when there is none or the pace forbids it. */
  private next(now: number): ClientMessage | undefined {
    if (!this.pace.allows(now)) {
      return undefined;
    }
    const urgent = this.outbox.takeUrgent();
    if (urgent !== undefined) {
      return urgent;
    }
    const hello = this.helloAt <= now;
    const current = this.acknowledged === this.heardFrames;
    if (this.ackAt <= now || (hello && !current) || (this.outbox.hasBad && current)) {
      return this.acknowledge();
    }
    if (hello) {
      this.helloAt = Infinity;
      this.lastHello = now;
      this.cursorWanted = false;
      return this.greeting.cursor();
    }
    return this.digest();
  }

  private acknowledge(): Ack {
    this.acknowledged = this.heardFrames;
    this.ackAt = Infinity;
    const bad = this.outbox.takeBad();
    return { t: "ack", n: this.heardFrames, ...(bad.length === 0 ? {} : { bad }) };
  }

  private digest(): ClientMessage | undefined {
    for (let asked = this.outbox.takeDigest(); asked !== undefined; asked = this.outbox.takeDigest()) {
      const [source, deep] = asked;
      const cursor = this.holdings.cursor(source);
      if (cursor !== undefined) {
        const [s, e, rev, g] = cursor;
        const leaves = this.holdings.leaves(source, deep);
        const whole = leaves.reduce((sum, leaf) => sum.plus(leaf), Digest.EMPTY);
        return { t: "dig", s, e, rev, g, d: whole.text(), leaves: leaves.map((leaf) => leaf.text()) };
      }
    }
    return undefined;
  }
}
