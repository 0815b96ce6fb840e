import { Access, ownerOf } from "./access";
import { Backoff } from "./backoff";
import { Conversation } from "./conversation";
import type { Identity } from "./core/identity";
import { Replica } from "./core/replica";
import type { Store } from "./core/store";
import type { Step } from "./core/step";
import type { TokenSource } from "./net/tokens";
import type { Transport } from "./net/transport";
import type { ClientState, Status, StoppedBy } from "./status";
import type { Surroundings } from "./surroundings";
import type { Members } from "./value/value";
import { difference, EMPTY_VIEW, nextHiding, viewOf, type Difference, type View } from "./view/view";
import type { Environment } from "./wire/messages";

const INSTALLATION = "installation";
const IN_STEP_AT = "in-step-at";
/** Changes that come closer together than this are shown together. */
const SHOWN_WITHIN_MS = 10;

/** Hears what happens to a client; what it is told has happened already. */
export interface ClientListener {
  /** Devices look different, or others are there. */
  changed(view: View, what: Difference): void;
  entered(status: Status): void;
}

export interface ClientParts {
  readonly environment: Environment;
  /** Version of the application. */
  readonly app?: string;
  readonly tokens: TokenSource;
  readonly transport: Transport;
  /** Belongs to the client from now on, which closes it. */
  readonly store: Store;
  readonly world: Surroundings;
  readonly listener: ClientListener;
}

/** A client that runs: it connects, applies, acknowledges, reconnects and tells its listener. */
export class SyncClient {
  private readonly store: Store;
  private readonly world: Surroundings;
  private readonly listener: ClientListener;
  private readonly replica: Replica;
  private readonly access: Access;
  private readonly conversation: Conversation;
  private now: Status = { state: "idle", why: "made" };
  private shown: View = EMPTY_VIEW;
  private lastInStepAt: number | undefined;
  private cancelShowing: (() => void) | undefined;
  private cancelHiding: () => void = () => undefined;
  private closing: Promise<void> | undefined;

  /** Makes a client; nothing happens before {@link start}. */
  constructor({ environment, app, tokens, transport, store, world, listener }: ClientParts) {
    this.store = store;
    this.world = world;
    this.listener = listener;
    const inst = store.note(INSTALLATION) ?? world.installation();
    store.keepNote(INSTALLATION, inst);
    const identity: Identity = { env: environment, inst, ...(app === undefined ? {} : { app }) };
    this.replica = new Replica(store, identity);
    const kept = store.note(IN_STEP_AT);
    this.lastInStepAt = kept === undefined ? undefined : Number(kept);
    this.access = new Access(tokens, identity, store, world);
    this.conversation = new Conversation(
      transport,
      this.access,
      this.replica,
      new Backoff(store, () => world.random()),
      world,
      {
        stepped: (step) => {
          this.stepped(step);
        },
        entered: (state, why, by) => {
          this.enter(state, why, by);
        },
        failed: (failure) => {
          this.enter("stopped", failure instanceof Error ? failure.message : String(failure), "failure");
        },
      },
    );
  }

  /** Shows what the store holds and begins to connect. */
  start(): void {
    this.show();
    this.conversation.begin();
  }

  /** Says goodbye, makes everything durable and closes the store. */
  async stop(): Promise<void> {
    if (this.now.state !== "stopped") {
      await this.conversation.end("closed by its owner", "owner");
    }
    await this.closed();
  }

  /** To be called when the machine wakes, the page is looked at again, or the network is back. */
  wake(): void {
    this.conversation.wake();
  }

  /** To be called when the page is hidden, for it may be frozen or closed without another word. */
  settle(): void {
    this.conversation.settle();
  }

  get status(): Status {
    return this.now;
  }

  /** The devices as they were shown last. */
  get view(): View {
    return this.shown;
  }

  /** The token at hand, with which the server answers other questions too; undefined when there is none that is good. */
  get bearer(): string | undefined {
    return this.access.current()?.text;
  }

  /** When the client last lacked nothing, epoch milliseconds: now while it is in step; undefined when it never did. */
  get inStepAt(): number | undefined {
    return this.now.state === "in-step" ? this.world.epochMs() : this.lastInStepAt;
  }

  private stepped(step: Step): void {
    if (step.signals.some(({ is }) => is === "applied" || is === "regranted" || is === "frontier")) {
      this.showSoon();
    }
    if (step.signals.some(({ is }) => is === "frontier")) {
      this.noteInStep();
    }
  }

  private enter(state: ClientState, why: string, by: StoppedBy | undefined): void {
    if (this.now.state === "stopped" || this.now.state === state) {
      return;
    }
    if (this.now.state === "in-step" && by !== "failure") {
      this.noteInStep();
    }
    this.now = { state, why, ...(by === undefined ? {} : { by }) };
    this.showSoon();
    this.listener.entered(this.now);
    if (state === "stopped" && by !== "owner") {
      // Whoever made the client learns from the status; a store that fails now has told so before or loses nothing that was acknowledged.
      this.closed().catch(() => undefined);
    }
  }

  private noteInStep(): void {
    this.lastInStepAt = this.world.epochMs();
    this.store.keepNote(IN_STEP_AT, String(this.lastInStepAt));
  }

  private closed(): Promise<void> {
    this.closing ??= (() => {
      this.cancelHiding();
      return this.store.close();
    })();
    return this.closing;
  }

  private showSoon(): void {
    this.cancelShowing ??= this.world.after(SHOWN_WITHIN_MS, () => {
      this.cancelShowing = undefined;
      this.show();
    });
  }

  private show(): void {
    const nowMs = this.world.epochMs();
    const nowSeconds = Math.floor(nowMs / 1_000);
    const before = this.shown;
    this.shown =
      this.now.state === "suspended"
        ? { ...EMPTY_VIEW, standing: this.store.manifest.standing }
        : viewOf(this.store, { owner: ownerOf(this.store), inStep: this.replica.inStep, nowSeconds });
    this.hideInTime(nowMs);
    const what = difference(before, this.shown);
    const same =
      before.standing === this.shown.standing &&
      before.licences === this.shown.licences &&
      before.profile === this.shown.profile &&
      before.permissions === this.shown.permissions &&
      sameMembers(before.cases, this.shown.cases) &&
      sameMembers(before.objects, this.shown.objects) &&
      sameMembers(before.notes, this.shown.notes);
    if (what.changed.length > 0 || what.removed.length > 0 || !same) {
      this.listener.changed(this.shown, what);
    }
  }

  /** A source past its hiding time goes out of sight without a message of the server. */
  private hideInTime(nowMs: number): void {
    this.cancelHiding();
    const next = nextHiding(this.store, nowMs / 1_000);
    if (next !== Infinity && this.closing === undefined) {
      this.cancelHiding = this.world.after(next * 1_000 - nowMs, () => {
        this.show();
      });
    }
  }
}

function sameMembers(one: ReadonlyMap<string, Members>, other: ReadonlyMap<string, Members>): boolean {
  return one.size === other.size && [...one].every(([key, members]) => other.get(key) === members);
}
