import { usePermissions } from "react-admin";

import type { Schemas } from "./api";

export type Scope = Schemas["Scope"];

/** What the signed-in administrator may do, as the server says it; the server decides again on every request. */
export interface Rights {
  readonly scopes: ReadonlySet<string>;
  readonly seesEverything: boolean;
}

export function useRights(): Rights | undefined {
  return usePermissions<Rights>().permissions;
}

/** Whether they may. What is never possible for them is not shown; so this decides whether a thing is there at all. */
export function useMay(scope: Scope): boolean {
  return useRights()?.scopes.has(scope) === true;
}
