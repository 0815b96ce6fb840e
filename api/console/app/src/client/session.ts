import { browserSurroundings, SharedClient, WebSocketTransport, type Credentials, type Picture } from "@sightline/sync";

import { announcement } from "./cameras";

/** What the page draws. */
export interface Scene {
  readonly picture: Picture;
  /** The last change in words. */
  readonly announced: string;
}

/** The one client of this page, in the form React reads. */
export class Session {
  private readonly client: SharedClient;
  private readonly listeners = new Set<() => void>();
  private now: Scene;

  constructor(server: URL) {
    this.client = new SharedClient({
      name: "sightline",
      server,
      environment: "web",
      app: __APP_VERSION__,
      transport: new WebSocketTransport(server),
      world: browserSurroundings(),
      painted: (picture, what) => {
        const words = announcement(this.now.picture.view, what);
        // The first picture is not news.
        const news = this.now.picture.view.devices.size > 0 && words !== "";
        this.now = { picture, announced: news ? words : this.now.announced };
        this.listeners.forEach((listener) => {
          listener();
        });
      },
    });
    this.now = { picture: this.client.picture, announced: "" };
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

  signIn(credentials: Credentials): void {
    this.client.signIn(credentials);
  }

  signOut(): void {
    this.client.signOut();
  }
}
