import {
  ActingTokens,
  browserSurroundings,
  MemoryStore,
  SharedClient,
  SyncClient,
  WebSocketTransport,
  type Credentials,
  type Difference,
  type Picture,
} from "@sightline/sync";

import { ACTING_KEY } from "./acting";
import { Changes } from "./changes";
import { announcement } from "./devices";

/** What the page draws. */
export interface Scene {
  readonly picture: Picture;
  /** The last change in words. */
  readonly announced: string;
  /** When this browser learned of a device's last change, epoch milliseconds, by its key. */
  readonly changedAt: ReadonlyMap<string, number>;
  /** Since when it has looked out for changes. */
  readonly watchedSince: number;
}

/** Where pictures come from: the client that all pages of the browser share, or that of an administrator who acts. */
interface Client {
  readonly picture: Picture;
  start(): void;
  wake(): void;
  settle(): void;
  bearer(): Promise<string | undefined>;
  signIn(credentials: Credentials): void;
  signOut(): void;
}

const PARTS = (server: URL) => ({ environment: "web" as const, app: __APP_VERSION__, transport: new WebSocketTransport(server) });

/** The one client of this page, in the form React reads. */
export class Session {
  /** What an administrator acts for the user with; undefined for the user in person. */
  readonly acting: string | undefined;
  private readonly client: Client;
  private readonly changes: Changes;
  private readonly listeners = new Set<() => void>();
  private now: Scene;

  constructor(server: URL, acting: string | undefined) {
    this.acting = acting;
    const painted = (picture: Picture, what: Difference): void => {
      this.painted(picture, what);
    };
    this.client =
      acting === undefined
        ? new SharedClient({ ...PARTS(server), name: "sightline", server, world: browserSurroundings(), painted })
        : actingClient(server, acting, painted);
    // What an administrator sees for a user is kept nowhere.
    this.changes = new Changes(acting === undefined ? localStorage : undefined, Date.now);
    this.now = { picture: this.client.picture, announced: "", changedAt: this.changes.at, watchedSince: this.changes.since };
  }

  private painted(picture: Picture, what: Difference): void {
    const words = announcement(this.now.picture.view, what);
    // The first picture is not news, and the first device of somebody who had none is.
    const before = this.now.picture;
    const known = before.view.devices.size > 0 || before.status.state === "in-step";
    if (known) {
      this.changes.noted(what.changed.map(({ key }) => key));
    }
    if (picture.status.state === "stopped" && picture.view.devices.size === 0) {
      this.changes.forget();
    }
    const { at: changedAt, since: watchedSince } = this.changes;
    this.now = { picture, announced: known && words !== "" ? words : this.now.announced, changedAt, watchedSince };
    this.listeners.forEach((listener) => {
      listener();
    });
  }

  /** Begins, and follows what the browser says of sleep, network and attention. */
  start(): void {
    this.client.start();
    const wake = () => {
      this.client.wake();
    };
    window.addEventListener("online", wake);
    window.addEventListener("pageshow", wake);
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) {
        this.changes.write();
        this.client.settle();
      } else {
        wake();
      }
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  readonly scene = (): Scene => this.now;

  /** What questions to the server are asked with. */
  bearer(): Promise<string | undefined> {
    return this.client.bearer();
  }

  signIn(credentials: Credentials): void {
    this.client.signIn(credentials);
  }

  signOut(): void {
    this.client.signOut();
  }
}

/** Keeps what the user has in memory alone: it is not the administrator's to keep. */
function actingClient(server: URL, acting: string, painted: (picture: Picture, what: Difference) => void): Client {
  const world = browserSurroundings();
  const client: SyncClient = new SyncClient({
    ...PARTS(server),
    tokens: new ActingTokens(server, acting),
    store: new MemoryStore(),
    world: { ...world, installation: () => `acting-${world.installation()}` },
    listener: {
      changed: (_view, what) => {
        painted(pictureOf(client), what);
      },
      entered: () => {
        painted(pictureOf(client), { changed: [], removed: [] });
      },
    },
  });
  return {
    get picture() {
      return pictureOf(client);
    },
    start: () => {
      client.start();
    },
    wake: () => {
      client.wake();
    },
    settle: () => {
      client.settle();
    },
    bearer: () => Promise.resolve(acting),
    signIn: () => undefined,
    signOut: () => {
      sessionStorage.removeItem(ACTING_KEY);
      void client.stop();
    },
  };
}

function pictureOf({ status, view, inStepAt }: SyncClient): Picture {
  return { status, view, inStepAt };
}
