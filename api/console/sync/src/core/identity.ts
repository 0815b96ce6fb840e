import type { Environment } from "../wire/messages";

/** Who speaks. */
export interface Identity {
  readonly env: Environment;
  /** Installation id: 8 to 64 characters of `[A-Za-z0-9_-]`, made once and kept. */
  readonly inst: string;
  /** Version of the application. */
  readonly app?: string;
}
