import { signOut } from "./access";
import { SyncClient } from "./client";
import { NO_TOKENS, PasswordTokens, RenewedTokens } from "./net/tokens";
import type { Transport } from "./net/transport";
import type { Status } from "./status";
import { IndexedDbStore } from "./store/indexeddb";
import type { Surroundings } from "./surroundings";
import { difference, EMPTY_VIEW, patched, type Difference, type View } from "./view/view";
import type { Environment } from "./wire/messages";

/** How long a page that is looked at waits for a word of the leader before it takes over; a frozen page says nothing. */
const LEADER_ANSWERS_MS = 3_000;

/** What every page of an installation shows. */
export interface Picture {
  readonly status: Status;
  readonly view: View;
  /** When nothing was lacking the last time, epoch milliseconds; undefined when that never was. */
  readonly inStepAt: number | undefined;
}

export interface Credentials {
  readonly login: string;
  readonly password: string;
}

export interface SharedParts {
  /** Names the installation: its database, lock and channel. */
  readonly name: string;
  readonly server: URL;
  readonly environment: Environment;
  readonly app?: string;
  readonly transport: Transport;
  readonly world: Surroundings;
  /** Hears of every new picture, and what of its devices is different. */
  readonly painted: (picture: Picture, what: Difference) => void;
}

type Word =
  /** A page asks the leader for the whole picture. */
  | { readonly is: "join" }
  | { readonly is: "whole"; readonly term: string; readonly seq: number; readonly picture: Picture }
  | {
      readonly is: "changed";
      readonly term: string;
      readonly seq: number;
      readonly picture: Omit<Picture, "view"> & { readonly view: Omit<View, "devices"> };
      readonly what: Difference;
    }
  | { readonly is: "sign-in"; readonly credentials: Credentials }
  /** A page asks the leader for the token at hand. */
  | { readonly is: "ask"; readonly question: string }
  | { readonly is: "bearer"; readonly question: string; readonly token: string | undefined }
  | { readonly is: "sign-out" };

const NOT_YET: Picture = { status: { state: "idle", why: "joining" }, view: EMPTY_VIEW, inStepAt: undefined };
const NOTHING_DIFFERENT: Difference = { changed: [], removed: [] };

/**
 * One client for all pages of an installation. The page that holds a Web Lock leads: it has the store and the connection, and tells
 * the others what it shows over a BroadcastChannel. When it closes, crashes or is frozen, another leads on from the store.
 */
export class SharedClient {
  private readonly parts: SharedParts;
  private readonly channel: BroadcastChannel;
  private stopped = false;
  /** Ends the waiting for the lock; without effect once this page leads. */
  private waiting = new AbortController();
  private credentials: Credentials | undefined;
  private shown: Picture = NOT_YET;
  private client: SyncClient | undefined;
  /** While this page leads: ends its leading. */
  private abdicate: (() => void) | undefined;
  private turn: Promise<void> = Promise.resolve();
  private term = "";
  private seq = 0;
  private cancelPatience: () => void = () => undefined;
  private readonly questions = new Map<string, (token: string | undefined) => void>();

  constructor(parts: SharedParts) {
    this.parts = parts;
    this.channel = new BroadcastChannel(parts.name);
    this.channel.onmessage = ({ data }: MessageEvent<Word>) => {
      this.heard(data);
    };
  }

  start(): void {
    this.queue(false);
    this.join();
  }

  get picture(): Picture {
    return this.shown;
  }

  /** Whether this page has the connection, and what it shows is its own. */
  get leads(): boolean {
    return this.holdsLock && this.client !== undefined;
  }

  private get holdsLock(): boolean {
    return this.abdicate !== undefined;
  }

  /** Signs in for all pages that are open, which keep the credentials in memory until a token is no longer renewed. */
  signIn(credentials: Credentials): void {
    this.tell({ is: "sign-in", credentials });
    this.takeCredentials(credentials);
  }

  /** Forgets everything held, on all pages. */
  signOut(): void {
    this.tell({ is: "sign-out" });
    this.takeCredentials(undefined);
  }

  /** The token at hand, the leader's; undefined when there is none that is good, or nobody leads. */
  bearer(): Promise<string | undefined> {
    if (this.holdsLock) {
      return Promise.resolve(this.client?.bearer);
    }
    const question = this.parts.world.installation();
    return new Promise((resolve) => {
      const end = (token: string | undefined): void => {
        this.questions.delete(question);
        cancel();
        resolve(token);
      };
      const cancel = this.parts.world.after(LEADER_ANSWERS_MS, () => {
        end(undefined);
      });
      this.questions.set(question, end);
      this.tell({ is: "ask", question });
    });
  }

  /** To be called when the machine wakes, the page is looked at again, or the network is back. */
  wake(): void {
    this.client?.wake();
    if (!this.holdsLock) {
      this.join();
    }
  }

  /** To be called when the page is hidden. */
  settle(): void {
    this.client?.settle();
  }

  /** Leaves; another page leads on. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.waiting.abort();
    this.cancelPatience();
    this.channel.close();
    await this.replace(() => Promise.resolve(undefined));
    this.abdicate?.();
  }

  private queue(steal: boolean): void {
    this.waiting.abort();
    this.waiting = new AbortController();
    let led = false;
    navigator.locks
      .request(this.parts.name, steal ? { steal } : { signal: this.waiting.signal }, () => {
        led = true;
        return this.lead();
      })
      .catch((failure: unknown) => {
        // Another page has stolen the lock, because this one was silent.
        if (led && !this.stopped) {
          this.deposed(failure);
        }
      });
  }

  private async lead(): Promise<void> {
    this.cancelPatience();
    this.term = this.parts.world.installation();
    this.seq = 0;
    await new Promise<void>((resolve) => {
      this.abdicate = resolve;
      void this.replace(() => this.open());
    });
  }

  private deposed(failure: unknown): void {
    this.abdicate?.();
    this.abdicate = undefined;
    void this.replace(() => Promise.resolve(undefined));
    this.paint({ ...this.shown, status: { state: "waiting", why: String(failure) } }, NOTHING_DIFFERENT);
    this.queue(false);
    this.join();
  }

  /** Asks for the picture; takes over when nobody answers and somebody looks. */
  private join(): void {
    this.tell({ is: "join" });
    this.cancelPatience();
    this.cancelPatience = this.parts.world.after(LEADER_ANSWERS_MS, () => {
      if (!this.holdsLock && !this.parts.world.hidden() && !this.stopped) {
        this.queue(true);
      }
    });
  }

  private takeCredentials(credentials: Credentials | undefined): void {
    const before = this.credentials;
    this.credentials = credentials;
    const same = before?.login === credentials?.login && before?.password === credentials?.password;
    const stopped = this.shown.status.state === "stopped";
    if (this.holdsLock && (!same || stopped || credentials === undefined)) {
      void this.replace(() => this.open(), credentials === undefined);
    }
  }

  /** Puts another client in the place of the one that runs, one change after the other. */
  private replace(next: () => Promise<SyncClient | undefined>, forget = false): Promise<void> {
    this.turn = this.turn.then(async () => {
      const before = this.client;
      this.client = undefined;
      await before?.stop().catch(() => undefined);
      try {
        if (forget) {
          // Whatever has become of the client: what it held goes.
          const store = await IndexedDbStore.open(this.parts.name);
          signOut(store);
          await store.close();
        }
        const client = this.stopped ? undefined : await next();
        client?.start();
        this.client = client;
        if (client !== undefined) {
          this.ledTo(client);
        }
      } catch (failure) {
        const why = failure instanceof Error ? failure.message : String(failure);
        this.paint({ ...this.shown, status: { state: "stopped", why, by: "failure" } }, NOTHING_DIFFERENT);
      }
    });
    return this.turn;
  }

  private async open(): Promise<SyncClient> {
    const { name, server, environment, app, transport, world } = this.parts;
    const credentials = this.credentials;
    const store = await IndexedDbStore.open(name);
    const client: SyncClient = new SyncClient({
      environment,
      ...(app === undefined ? {} : { app }),
      tokens: new RenewedTokens(
        server,
        credentials === undefined ? NO_TOKENS : new PasswordTokens(server, credentials.login, credentials.password),
        () => world.epochMs(),
      ),
      transport,
      store,
      world,
      listener: {
        changed: () => {
          this.ledTo(client);
        },
        entered: ({ by }) => {
          // One that is stopped here is followed by another, or by the end of this page's leading.
          if (by !== "owner") {
            this.ledTo(client);
          }
        },
      },
    });
    return client;
  }

  /** What was shown so far may be another page's, or an older client's, so the difference is to that. */
  private ledTo({ status, view, inStepAt }: SyncClient): void {
    this.paint({ status, view, inStepAt }, difference(this.shown.view, view));
  }

  private paint(picture: Picture, what: Difference): void {
    this.shown = picture;
    if (this.holdsLock) {
      const { devices: _devices, ...rest } = picture.view;
      this.tell({ is: "changed", term: this.term, seq: ++this.seq, picture: { ...picture, view: rest }, what });
    }
    this.parts.painted(picture, what);
  }

  private heard(word: Word): void {
    switch (word.is) {
      case "join":
        if (this.holdsLock) {
          this.tell({ is: "whole", term: this.term, seq: this.seq, picture: this.shown });
        }
        return;
      case "whole":
        if (!this.holdsLock) {
          this.cancelPatience();
          this.term = word.term;
          this.seq = word.seq;
          this.paint(word.picture, difference(this.shown.view, word.picture.view));
        }
        return;
      case "changed":
        this.follow(word);
        return;
      case "ask":
        if (this.holdsLock) {
          this.tell({ is: "bearer", question: word.question, token: this.client?.bearer });
        }
        return;
      case "bearer":
        this.questions.get(word.question)?.(word.token);
        return;
      case "sign-in":
        this.takeCredentials(word.credentials);
        return;
      case "sign-out":
        this.takeCredentials(undefined);
    }
  }

  private follow({ term, seq, picture, what }: Extract<Word, { is: "changed" }>): void {
    if (this.holdsLock) {
      return;
    }
    if (term !== this.term || seq !== this.seq + 1) {
      this.join();
      return;
    }
    this.seq = seq;
    this.paint({ ...picture, view: patched(this.shown.view, what, picture.view) }, what);
  }

  private tell(word: Word): void {
    if (!this.stopped) {
      this.channel.postMessage(word);
    }
  }
}
