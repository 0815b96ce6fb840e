import { CURSOR_SOURCES, HELLO_BYTES } from "../wire/limits";
import type { Cursor, Hello } from "../wire/messages";
import type { Holdings } from "./holdings";
import type { Identity } from "./identity";
import type { Store } from "./store";

/** Room for everything in a `hello` but the cursor: token, ids, versions. */
const FIXED_BYTES = 8_192;
const NUMBERS_BYTES = 64;

/** Writes the `hello` of what is held, within the size it may have. */
export class Greeting {
  private readonly store: Store;
  private readonly holdings: Holdings;
  private readonly identity: Identity;
  private helloBytes = HELLO_BYTES;

  constructor(store: Store, holdings: Holdings, identity: Identity) {
    this.store = store;
    this.holdings = holdings;
    this.identity = identity;
  }

  limit(bytes: number): void {
    this.helloBytes = bytes;
  }

  /** Names the previous session in place of the cursor. */
  resume(token: string | undefined, sid: string, n: number): Hello {
    return this.hello(token, { res: { sid, n } });
  }

  /** Carries the cursor, or the root in its place when the cursor is too large. */
  cursorOrRoot(token: string | undefined): Hello {
    const cur = this.held();
    const large = cur.length > CURSOR_SOURCES || this.fitting(cur) < cur.length;
    return this.hello(token, large ? { root: this.holdings.root() } : { cur });
  }

  /** Repeats the resume inside a session: the cursor, or as much of it as fits, since the rest then comes anew. */
  cursor(): Hello {
    const cur = this.held();
    return this.hello(undefined, { cur: cur.slice(0, this.fitting(cur)) });
  }

  private hello(token: string | undefined, rest: Pick<Hello, "cur" | "root" | "res">): Hello {
    const { me, rev } = this.store.manifest;
    const { env, inst, app } = this.identity;
    return {
      t: "hello",
      v: 1,
      ...(token === undefined ? {} : { token }),
      env,
      inst,
      ...(app === undefined ? {} : { app }),
      caps: [],
      ...(me === undefined ? {} : { me, mrev: rev }),
      ...rest,
    };
  }

  private held(): Cursor[] {
    return [...this.store.manifest.grants.keys()].flatMap((source) => {
      const cursor = this.holdings.cursor(source);
      return cursor === undefined ? [] : [cursor];
    });
  }

  private fitting(cur: readonly Cursor[]): number {
    let bytes = FIXED_BYTES;
    for (const [i, [source]] of cur.entries()) {
      // Twice the id, because JSON may escape it.
      bytes += 2 * new TextEncoder().encode(source).length + NUMBERS_BYTES;
      if (bytes > this.helloBytes) {
        return i;
      }
    }
    return cur.length;
  }
}
