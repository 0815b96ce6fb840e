import type { Identity } from "./core/identity";
import { NO_MANIFEST, type Store } from "./core/store";
import type { Token, TokenSource } from "./net/tokens";
import type { Surroundings } from "./surroundings";

const USER = "user";
const TOKEN = "token";
/** How long before its end a token is replaced. */
const AHEAD_MS = 60_000;

/** The token of a client: kept in the store until it is nearly over or refused, so that a page that is loaded again goes on. */
export class Access {
  private readonly tokens: TokenSource;
  private readonly identity: Identity;
  private readonly store: Store;
  private readonly world: Surroundings;
  private token: Token | undefined;

  constructor(tokens: TokenSource, identity: Identity, store: Store, world: Surroundings) {
    this.tokens = tokens;
    this.identity = identity;
    this.store = store;
    this.world = world;
    const kept = store.note(TOKEN);
    this.token = kept === undefined || kept === "" ? undefined : (JSON.parse(kept) as Token);
  }

  /** The token at hand, undefined when there is none or it is nearly over. */
  current(): Token | undefined {
    return this.remainingMs > 0 ? this.token : undefined;
  }

  /** Milliseconds until the token should be replaced; 0 or less when now. */
  get remainingMs(): number {
    return this.token === undefined ? 0 : this.token.expiresAt - AHEAD_MS - this.world.epochMs();
  }

  forget(): void {
    this.token = undefined;
    this.store.keepNote(TOKEN, "");
  }

  fetch(): Promise<Token> {
    return this.tokens.fetch(this.identity.env, this.identity.inst, this.token);
  }

  /** Keeps a fresh token. True when it stands for another user than the one before, to whom what is held belongs. */
  keep(fresh: Token): boolean {
    const before = this.store.note(USER);
    this.token = fresh;
    this.store.keepNote(TOKEN, JSON.stringify(fresh));
    if (fresh.user !== before) {
      this.store.keepNote(USER, fresh.user);
    }
    return before !== undefined && fresh.user !== before;
  }
}

/** Drops everything that a store holds of a user and the token with it; the installation stays. */
export function signOut(store: Store): void {
  store.apply({ manifest: NO_MANIFEST, drops: [...store.manifest.grants.keys()] });
  store.keepNote(TOKEN, "");
}

/** The user to whom what a store holds belongs; undefined before the first sign-in. */
export function ownerOf(store: Store): string | undefined {
  return store.note(USER);
}
