import type { User } from "../user/UserCard";

/** Whose things a page shows, and how it reaches them. */
export interface Holder {
  /** The user in paths below `/api/v1/users/`: the id, or `me` for the user whom the administrator is connected to. */
  readonly path: string;
  readonly userId: string;
  readonly name: string;
  /** Whether things of the user may be added and changed. */
  readonly may: boolean;
}

/** A user as administrators see one. */
export function seen({ id, name, login }: Pick<User, "id" | "name" | "login">, may: boolean): Holder {
  return { path: id, userId: id, name: name ?? login, may };
}
