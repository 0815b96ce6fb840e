/** Where what an administrator acts with is kept: in this tab, until it is closed. */
export const ACTING_KEY = "sightline-acting";

const FRAGMENT = /^#acting=(sla_[0-9a-f]{16}_[\w-]{43})$/;

/** What this tab was opened with to act for a user. Taken out of the address bar at once, so that nobody copies it from there. */
export function takeActing(): string | undefined {
  const given = FRAGMENT.exec(location.hash)?.[1];
  if (location.hash.startsWith("#acting=")) {
    history.replaceState(null, "", location.pathname + location.search);
  }
  if (given !== undefined) {
    sessionStorage.setItem(ACTING_KEY, given);
  }
  return given ?? sessionStorage.getItem(ACTING_KEY) ?? undefined;
}

/** The public id in it. */
export function actingId(token: string): string {
  return token.split("_")[1] ?? "";
}
