import { SyncClient } from "../../src/client";
import { PasswordTokens, RenewedTokens } from "../../src/net/tokens";
import { WebSocketTransport } from "../../src/net/websocket";
import { IndexedDbStore } from "../../src/store/indexeddb";
import { browserSurroundings } from "../../src/surroundings";
import { nameOf, stateOf } from "../../src/view/view";

/** What the test of a real node calls in a page. */
export interface NodePage {
  signIn(server: string, login: string, password: string): Promise<void>;
  stop(): Promise<void>;
}

declare global {
  interface Window {
    nodePage: NodePage;
    /** Given by the test: hears where the client stands and what it shows, whenever that changes. */
    seen: (state: string, devices: Record<string, { name: string; state: string }>) => void;
  }
}

let client: SyncClient | undefined;

function tell(): void {
  const devices = [...(client?.view.devices.values() ?? [])].map(
    (device) => [device.key, { name: nameOf(device), state: stateOf(device) ?? "" }] as const,
  );
  window.seen(client?.status.state ?? "idle", Object.fromEntries(devices));
}

window.nodePage = {
  async signIn(address, login, password) {
    const server = new URL(address);
    const world = browserSurroundings();
    client = new SyncClient({
      environment: "web",
      app: "test",
      tokens: new RenewedTokens(server, new PasswordTokens(server, login, password), () => world.epochMs()),
      transport: new WebSocketTransport(server),
      store: await IndexedDbStore.open("node"),
      world,
      listener: { changed: tell, entered: tell },
    });
    client.start();
  },
  async stop() {
    await client?.stop();
  },
};
