import type { ClientMessage } from "../wire/messages";

const BAD_PER_ACK = 200;

/** What waits to be said in one session. Acknowledgements are not here: they are a number that is taken when there is room to say it. */
export class Outbox {
  private readonly urgent: ClientMessage[] = [];
  private readonly digests = new Map<string, boolean>();
  private readonly bad: (readonly [s: string, k: string])[] = [];

  add(message: ClientMessage): void {
    this.urgent.push(message);
  }

  addDigest(source: string, deep: boolean): void {
    this.digests.set(source, deep || this.digests.get(source) === true);
  }

  addBad(source: string, key: string): void {
    this.bad.push([source, key]);
  }

  get hasUrgent(): boolean {
    return this.urgent.length > 0;
  }

  get hasDigests(): boolean {
    return this.digests.size > 0;
  }

  get hasBad(): boolean {
    return this.bad.length > 0;
  }

  takeUrgent(): ClientMessage | undefined {
    return this.urgent.shift();
  }

  /** Takes the source whose digest was asked for first, and whether deeply. */
  takeDigest(): readonly [source: string, deep: boolean] | undefined {
    for (const asked of this.digests) {
      this.digests.delete(asked[0]);
      return asked;
    }
    return undefined;
  }

  /** Takes as many unreadable entries as one acknowledgement carries. */
  takeBad(): (readonly [s: string, k: string])[] {
    return this.bad.splice(0, BAD_PER_ACK);
  }

  clear(): void {
    this.urgent.length = 0;
    this.digests.clear();
    this.bad.length = 0;
  }
}
