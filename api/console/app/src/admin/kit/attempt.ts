import { useState } from "react";

import { faultsOf, told } from "../plane/problem";

interface Attempt {
  readonly busy: boolean;
  /** Why the last one was refused; empty when it was not. */
  readonly fault: string;
  /** Does it, and keeps what the server says when it refuses. @returns the faults of a form's fields, undefined when it went well */
  readonly attempt: (what: () => Promise<unknown>) => Promise<unknown>;
}

/** What is asked of the server one after the other from one place of a page. */
export function useAttempt(): Attempt {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState("");

  async function attempt(what: () => Promise<unknown>): Promise<unknown> {
    setBusy(true);
    setFault("");
    try {
      await what();
      return undefined;
    } catch (error) {
      setFault(told(error));
      return faultsOf(error);
    } finally {
      setBusy(false);
    }
  }

  return { busy, fault, attempt };
}
