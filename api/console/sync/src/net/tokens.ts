import type { Environment } from "../wire/messages";

/** What a client proves itself with. */
export interface Token {
  readonly text: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
  /** Id of the user it stands for. */
  readonly user: string;
}

/** Where tokens come from. */
export interface TokenSource {
  /**
   * Fetches a fresh token; rejects with {@link TokenRefused} when the server says no.
   *
   * @param last the token there was before, also one that is over
   */
  fetch(env: Environment, inst: string, last: Token | undefined): Promise<Token>;
}

/** The server gives no token. */
export class TokenRefused extends Error {
  override readonly name = "TokenRefused";
  readonly status: number;
  /** The problem's code, empty when it has none. */
  readonly code: string;
  /** When to ask again; -1 when the server does not say. */
  readonly retryMs: number;

  constructor(status: number, code: string, retryMs: number) {
    super(`the server refused a token with status ${status}${code === "" ? "" : `, ${code}`}`);
    this.status = status;
    this.code = code;
    this.retryMs = retryMs;
  }

  /** Whether the user is suspended, which may pass. */
  get suspended(): boolean {
    return this.code === "suspended";
  }

  /** Whether asking again with the same credentials is pointless. */
  get lasting(): boolean {
    return this.status === 401 || this.status === 400 || (this.status === 403 && !this.suspended);
  }
}

const TIMEOUT_MS = 30_000;

/** Tokens for a login and a password. Keeps the password in memory and shows it to nobody but the server. */
export class PasswordTokens implements TokenSource {
  private readonly address: string;
  private readonly login: string;
  readonly #password: string;

  constructor(server: URL, login: string, password: string) {
    this.address = new URL("/v1/token", server).href;
    this.login = login;
    this.#password = password;
  }

  fetch(env: Environment, inst: string): Promise<Token> {
    return ask(this.address, {
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ login: this.login, password: this.#password, env, inst }),
    });
  }
}

/** Tokens for an administrator who acts for a user, with what the acting was begun with; they end with it. */
export class ActingTokens implements TokenSource {
  private readonly address: string;
  readonly #acting: string;

  constructor(server: URL, acting: string) {
    this.address = new URL("/v1/token", server).href;
    this.#acting = acting;
  }

  fetch(env: Environment, inst: string): Promise<Token> {
    return ask(this.address, {
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ acting: this.#acting, env, inst }),
    });
  }
}

/**
 * Exchanges the last token for a later one while it is good, and asks where tokens come from only when there is none or it is no
 * longer renewed. So a password is checked once for a month of sessions.
 */
export class RenewedTokens implements TokenSource {
  private readonly address: string;
  private readonly origin: TokenSource;
  private readonly epochMs: () => number;

  constructor(server: URL, origin: TokenSource, epochMs: () => number) {
    this.address = new URL("/v1/token/renew", server).href;
    this.origin = origin;
    this.epochMs = epochMs;
  }

  async fetch(env: Environment, inst: string, last: Token | undefined): Promise<Token> {
    if (last === undefined || last.expiresAt <= this.epochMs()) {
      return this.origin.fetch(env, inst, last);
    }
    try {
      return await ask(this.address, { headers: { Authorization: `Bearer ${last.text}` } });
    } catch (failure) {
      if (failure instanceof TokenRefused && failure.status === 401) {
        return this.origin.fetch(env, inst, undefined);
      }
      throw failure;
    }
  }
}

async function ask(address: string, request: RequestInit): Promise<Token> {
  const answer = await fetch(address, {
    ...request,
    method: "POST",
    credentials: "omit",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const body = members(await answer.json().catch(() => undefined));
  if (!answer.ok) {
    const seconds = /^[0-9]{1,6}$/.exec(answer.headers.get("Retry-After") ?? "");
    const code = typeof body["code"] === "string" ? body["code"] : "";
    throw new TokenRefused(answer.status, code, seconds === null ? -1 : Number(seconds[0]) * 1_000);
  }
  const { token, expiresAt, user } = body;
  const expires = typeof expiresAt === "string" ? Date.parse(expiresAt) : NaN;
  if (typeof token !== "string" || typeof user !== "string" || Number.isNaN(expires)) {
    throw new Error("the answer to a token request is not that of the protocol");
  }
  return { text: token, expiresAt: expires, user };
}

/** For a page that has no password any more: what is held is shown, and nothing is fetched before somebody signs in. */
export const NO_TOKENS: TokenSource = {
  fetch: () => Promise.reject(new TokenRefused(401, "", -1)),
};

function members(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
