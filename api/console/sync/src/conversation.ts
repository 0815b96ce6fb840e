import type { Access } from "./access";
import type { Backoff } from "./backoff";
import type { Replica } from "./core/replica";
import type { Signal, Step } from "./core/step";
import { TokenRefused, type Token } from "./net/tokens";
import { Closing, type Link, type Transport } from "./net/transport";
import type { ClientState, StoppedBy } from "./status";
import type { Surroundings } from "./surroundings";
import type { ClientMessage, Problem } from "./wire/messages";

const SETTLED_AFTER_MS = 60_000;
const SUSPENDED_RETRY_MS = 60_000;
const TOKEN_RETRY_MS = 5_000;
/** After sleep or a change of network: how soon to dial at the latest, and how long an open connection may be silent. */
const WAKE_WITHIN_MS = 1_000;
const PROBE_MS = 5_000;

/** What the surroundings of a conversation learn. */
export interface Events {
  stepped(step: Step): void;
  entered(state: ClientState, why: string, by?: StoppedBy): void;
  /** Nothing works any more; the conversation is over. */
  failed(failure: unknown): void;
}

/** Session after session with the server: dials, feeds the replica, and decides when to dial again. */
export class Conversation {
  private readonly transport: Transport;
  private readonly access: Access;
  private readonly replica: Replica;
  private readonly backoff: Backoff;
  private readonly world: Surroundings;
  private readonly events: Events;

  private link: Link | undefined;
  private session = 0;
  private ended = false;
  private renewing = false;
  private suspended = false;
  /** Whether the server has said when to come again. */
  private asked = false;
  private dialAt = Infinity;
  private leaveAt = Infinity;
  private renewAt = Infinity;
  private settledAt = Infinity;
  private probeAt = Infinity;
  private retryMs = -1;
  private alarmAt = Infinity;
  private cancelAlarm: () => void = () => undefined;
  private outgoing: Promise<void> = Promise.resolve();

  constructor(
    transport: Transport,
    access: Access,
    replica: Replica,
    backoff: Backoff,
    world: Surroundings,
    events: Events,
  ) {
    this.transport = transport;
    this.access = access;
    this.replica = replica;
    this.backoff = backoff;
    this.world = world;
    this.events = events;
  }

  begin(): void {
    this.guarded(() => {
      const wait = this.backoff.firstWaitMs();
      this.events.entered(wait === 0 ? "connecting" : "waiting", "started");
      this.dialIn(wait);
    });
  }

  /** Says goodbye and ends for good. Resolves when all that was said has left. */
  end(why: string, by: StoppedBy): Promise<void> {
    const last = this.link;
    this.say([{ t: "bye" }]);
    this.ended = true;
    this.session++;
    this.cancelAlarm();
    this.replica.closed();
    const left = this.outgoing.then(() => {
      last?.close(Closing.NORMAL, "the client ends");
    });
    this.events.entered("stopped", why, by);
    return left;
  }

  /** The machine has slept, or its network has come back: does not wait for timers that were set before. */
  wake(): void {
    this.guarded(() => {
      const now = this.world.now();
      if (this.dialAt !== Infinity && !this.asked) {
        this.dialIn(Math.min(Math.max(0, this.dialAt - now), this.world.random() * WAKE_WITHIN_MS));
      }
      this.perform(this.replica.tick(now));
      if (this.link !== undefined && this.probeAt === Infinity) {
        this.probeAt = now + PROBE_MS;
        this.perform(this.replica.say({ t: "ping", at: now }, now));
      }
    });
  }

  /** Makes what was applied durable and acknowledges it, because the page may be frozen or closed at any moment. */
  settle(): void {
    this.guarded(() => {
      this.perform(this.replica.hurry(this.world.now()));
    });
  }

  private dial(): void {
    this.dialAt = Infinity;
    this.asked = false;
    this.events.entered(this.suspended ? "suspended" : "connecting", "connecting");
    const mine = ++this.session;
    const token = this.access.current();
    if (token !== undefined) {
      this.connect(token, mine);
      return;
    }
    this.access.fetch().then(
      (fresh) => {
        this.during(mine, () => {
          this.keep(fresh);
          this.connect(fresh, mine);
        });
      },
      (failure: unknown) => {
        this.during(mine, () => {
          this.refused(failure);
        });
      },
    );
  }

  private connect(token: Token, mine: number): void {
    this.transport.connect({
      opened: (link) => {
        if (mine !== this.session || this.ended) {
          link.close(Closing.NORMAL, "too late");
        }
        this.during(mine, () => {
          this.opened(link, token);
        });
      },
      received: (message) => {
        this.during(mine, () => {
          this.probeAt = Infinity;
          this.perform(this.replica.apply(message, this.world.now()));
          if (this.world.hidden()) {
            this.perform(this.replica.hurry(this.world.now()));
          }
        });
      },
      closed: (code, reason) => {
        this.during(mine, () => {
          this.session++;
          this.closed(code, reason);
        });
      },
    });
  }

  private refused(failure: unknown): void {
    if (failure instanceof TokenRefused) {
      if (failure.lasting) {
        void this.end(failure.message, failure.status === 403 ? "refused" : "sign-in");
        return;
      }
      this.suspended = failure.suspended;
      this.retryMs = failure.retryMs;
    }
    this.again(failure instanceof Error ? failure.message : String(failure));
  }

  /** Waits for the time that was asked for, or else that of the backoff, and dials. */
  private again(why: string): void {
    let wait: number;
    this.asked = this.leaveAt !== Infinity || this.retryMs >= 0;
    if (this.leaveAt !== Infinity) {
      wait = Math.max(0, this.leaveAt - this.world.now());
    } else if (this.retryMs >= 0) {
      wait = this.retryMs;
    } else if (this.suspended) {
      wait = (SUSPENDED_RETRY_MS * (1 + this.world.random())) / 2;
    } else {
      wait = this.backoff.nextWaitMs();
    }
    this.leaveAt = Infinity;
    this.retryMs = -1;
    this.events.entered(this.suspended ? "suspended" : "waiting", why);
    this.dialIn(wait);
  }

  private dialIn(wait: number): void {
    this.dialAt = this.world.now() + wait;
    this.schedule();
  }

  private opened(link: Link, token: Token): void {
    this.link = link;
    this.renewAt = this.world.now() + Math.max(0, this.access.remainingMs);
    this.say([this.replica.open(token.text, this.world.now())]);
    this.events.entered(this.suspended ? "suspended" : "syncing", "connected");
    this.schedule();
  }

  private perform(step: Step): void {
    this.say(step.send);
    this.events.stepped(step);
    for (const signal of step.signals) {
      if (!this.ended) {
        this.heed(signal);
      }
    }
    this.schedule();
  }

  /** Sends in order, and nothing before what was applied until now is durable. */
  private say(messages: readonly ClientMessage[]): void {
    const link = this.link;
    if (link === undefined || messages.length === 0) {
      return;
    }
    const durable = this.replica.store.flush();
    this.outgoing = this.outgoing
      .then(() => durable)
      .then(
        () => {
          messages.forEach((message) => {
            link.send(message);
          });
        },
        (failure: unknown) => {
          this.fail(failure);
        },
      );
  }

  private heed(signal: Signal): void {
    switch (signal.is) {
      case "frontier":
        this.suspended = false;
        if (this.backoff.attempts > 0 && this.settledAt === Infinity) {
          this.settledAt = this.world.now() + SETTLED_AFTER_MS;
        }
        this.events.entered("in-step", "at the frontier");
        return;
      case "stale":
        this.events.entered("stale", "the server cannot prove that it is up to date");
        return;
      case "fresh":
        this.events.entered("in-step", "the server is up to date again");
        return;
      case "leave":
        this.leaveAt = this.world.now() + signal.minMs + this.world.random() * (signal.maxMs - signal.minMs);
        return;
      case "refused":
        this.problem(signal.problem);
        return;
      case "hangup":
        this.hangUp(signal.code, signal.why);
        return;
      case "welcomed":
      case "regranted":
      case "applied":
    }
  }

  private problem({ code, retryMs, fatal, wipe }: Problem): void {
    this.suspended ||= code === "suspended";
    this.retryMs = retryMs;
    if (code === "auth") {
      this.access.forget();
    }
    // A token that is no longer good ends the session and not the client, unless the user is gone.
    const signsInAgain = code === "auth" && !wipe;
    if (fatal && !signsInAgain) {
      void this.end(`the server ended it: ${code}`, wipe ? "gone" : code === "replaced" ? "replaced" : "refused");
    }
  }

  private hangUp(code: number, why: string): void {
    const link = this.link;
    void this.outgoing.then(() => link?.close(code, why));
  }

  private closed(code: number, reason: string): void {
    this.link = undefined;
    this.replica.closed();
    this.renewAt = Infinity;
    this.settledAt = Infinity;
    this.probeAt = Infinity;
    if (code === Closing.TOKEN) {
      this.access.forget();
    }
    const why = `closed with ${code}: ${reason}`;
    if (code === Closing.GONE || code === Closing.REPLACED) {
      void this.end(why, code === Closing.GONE ? "gone" : "replaced");
    } else {
      this.again(why);
    }
  }

  private alarm(): void {
    this.alarmAt = Infinity;
    const now = this.world.now();
    if (this.dialAt <= now) {
      this.dial();
    }
    if (this.settledAt <= now) {
      this.settledAt = Infinity;
      this.backoff.reset();
    }
    if (this.renewAt <= now) {
      this.renew();
    }
    if (this.probeAt <= now) {
      this.probeAt = Infinity;
      this.link?.close(Closing.LOST, "no answer after sleep");
    }
    if (this.leaveAt <= now) {
      this.link?.close(Closing.NORMAL, "asked to go away");
    }
    this.perform(this.replica.tick(now));
  }

  /** Fetches a fresh token and tells the running session, so that it goes on. */
  private renew(): void {
    this.renewAt = Infinity;
    if (this.renewing) {
      return;
    }
    this.renewing = true;
    const mine = this.session;
    const settled = (then: () => void) => {
      this.renewing = false;
      this.during(mine, then);
    };
    this.access.fetch().then(
      (fresh) => {
        settled(() => {
          this.keep(fresh);
          this.renewAt = this.world.now() + Math.max(TOKEN_RETRY_MS, this.access.remainingMs);
          this.perform(this.replica.say({ t: "auth", token: fresh.text }, this.world.now()));
        });
      },
      (failure: unknown) => {
        settled(() => {
          // Without credentials the session goes on until the server ends it.
          const hopeless = failure instanceof TokenRefused && failure.lasting;
          this.renewAt = hopeless ? Infinity : this.world.now() + TOKEN_RETRY_MS;
          this.schedule();
        });
      },
    );
  }

  private keep(fresh: Token): void {
    if (this.access.keep(fresh)) {
      this.events.stepped(this.replica.forget());
    }
  }

  /** Sets the one timer to the earliest thing to do. An alarm that comes too early does nothing and sets itself again. */
  private schedule(): void {
    if (this.ended) {
      return;
    }
    const leaveAt = this.link === undefined ? Infinity : this.leaveAt;
    const next = Math.min(this.dialAt, this.settledAt, this.renewAt, this.probeAt, leaveAt, this.replica.nextAt);
    if (next >= this.alarmAt) {
      return;
    }
    this.cancelAlarm();
    this.alarmAt = next;
    this.cancelAlarm = this.world.after(Math.max(0, next - this.world.now()), () => {
      this.guarded(() => {
        this.alarm();
      });
    });
  }

  /** Does what concerns the session it was made for, unless that is over. */
  private during(mine: number, task: () => void): void {
    if (mine === this.session) {
      this.guarded(task);
    }
  }

  private guarded(task: () => void): void {
    if (this.ended) {
      return;
    }
    try {
      task();
    } catch (failure) {
      this.fail(failure);
    }
  }

  private fail(failure: unknown): void {
    if (this.ended) {
      return;
    }
    this.ended = true;
    this.session++;
    this.cancelAlarm();
    this.link?.close(Closing.NORMAL, "the client failed");
    this.events.failed(failure);
  }
}
