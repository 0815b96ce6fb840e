import type { ClientMessage, ServerMessage } from "../wire/messages";

/** Close codes a client acts on (protocol page, section 4, and RFC 6455). */
export const Closing = {
  /** In good order. */
  NORMAL: 1000,
  /** Lost without a word, or never opened. */
  LOST: 1006,
  PROTOCOL_ERROR: 4400,
  /** Token missing, expired or no longer good. */
  TOKEN: 4401,
  /** Installation or user is gone. */
  GONE: 4403,
  /** The same installation has connected elsewhere. */
  REPLACED: 4409,
} as const;

/** An open connection. */
export interface Link {
  /** Sends a message after those before it. */
  send(message: ClientMessage): void;

  /** Closes; the receiver still hears `closed`. Harmless when closed already. */
  close(code: number, reason: string): void;
}

/** Who a connection is for. It hears `opened` and later `closed`, or `closed` alone; after it nothing more. */
export interface Receiver {
  opened(link: Link): void;
  received(message: ServerMessage): void;
  /** The connection is gone or never came to be. `code` is one of the protocol's or of {@link Closing}. */
  closed(code: number, reason: string): void;
}

/** Carries sessions. */
export interface Transport {
  /** Begins a connection and returns at once; the receiver hears of it later, never within the call. */
  connect(receiver: Receiver): void;
}
