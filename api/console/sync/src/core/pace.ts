const BURST = 32;
const INTERVAL_MS = 60;

/**
 * How fast a client may speak: a bucket that holds 32 messages and gains one every 60 ms. Stays below the server's 20 a second
 * with bursts of 40, since the network may push messages together.
 */
export class Pace {
  private emptiedAt = -Infinity;

  allows(now: number): boolean {
    return now >= this.nextAt();
  }

  /** Time from which one message may go. */
  nextAt(): number {
    return this.emptiedAt - (BURST - 1) * INTERVAL_MS;
  }

  spend(now: number): void {
    this.emptiedAt = Math.max(this.emptiedAt, now) + INTERVAL_MS;
  }
}
