import { ProblemError } from "./problem";
import type { Rights } from "./rights";
import { begin, current, end, forget, whoAmI } from "./session";

/** Signing in as react-admin asks for it, with a session of the browser. */
export const auth = {
  async login({ login, password }: { login: string; password: string }): Promise<{ redirectTo?: string } | undefined> {
    const { mustChangePassword } = await begin(login, password);
    return mustChangePassword ? { redirectTo: "/password" } : undefined;
  },

  async logout(): Promise<void> {
    await end();
  },

  async checkAuth(): Promise<void> {
    const session = await current();
    if (session === undefined) {
      throw Object.assign(new Error("Nobody is signed in"), { message: false });
    }
    if (session.mustChangePassword && !window.location.pathname.endsWith("/password")) {
      throw Object.assign(new Error("A new password is needed"), { message: false, redirectTo: "/password", logoutUser: false });
    }
  },

  checkError(error: unknown): Promise<void> {
    if (error instanceof ProblemError) {
      if (error.status === 401) {
        forget();
        return Promise.reject(new Error("The session is over"));
      }
      if (error.problem.code === "password_needed") {
        return Promise.reject(Object.assign(new Error("A new password is needed"), { redirectTo: "/password", logoutUser: false }));
      }
    }
    return Promise.resolve();
  },

  async getIdentity() {
    const me = await whoAmI();
    const { administrator } = me;
    const name = typeof administrator === "object" ? administrator.name : (me.name ?? me.id);
    return { id: me.id, fullName: name };
  },

  async getPermissions(): Promise<Rights> {
    if ((await current()) === undefined) {
      return { scopes: new Set(), seesEverything: false };
    }
    const me = await whoAmI();
    return { scopes: new Set(me.scopes), seesEverything: me.seesEverything };
  },
};
