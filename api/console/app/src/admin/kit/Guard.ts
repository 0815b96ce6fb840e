import { useEffect } from "react";
import { useBlocker } from "react-router";

import { t } from "../../language/words";

/** Asks before something is left behind that would be lost: on another page of the console, and when the tab is closed or read anew. */
export function useGuard(lost: boolean, question = t("Your changes are not saved. Leave them behind?")): void {
  const blocker = useBlocker(lost);
  useEffect(() => {
    if (blocker.state === "blocked") {
      if (window.confirm(question)) {
        blocker.proceed();
      } else {
        blocker.reset();
      }
    }
  }, [blocker, question]);
  useWarning(lost);
}

/** Has the browser ask, in its own words, before the tab is closed or read anew. */
export function useWarning(lost: boolean): void {
  useEffect(() => {
    if (!lost) {
      return;
    }
    const leaving = (event: BeforeUnloadEvent) => {
      event.preventDefault();
    };
    window.addEventListener("beforeunload", leaving);
    return () => {
      window.removeEventListener("beforeunload", leaving);
    };
  }, [lost]);
}
