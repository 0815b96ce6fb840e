import createClient from "openapi-fetch";
import { createContext, useCallback, useContext, useEffect, useState } from "react";

import type { components, paths } from "../admin/generated/api";
import { t } from "../language/words";
import type { Session } from "./session";

export type Schemas = components["schemas"];
export type Api = ReturnType<typeof createClient<paths>>;

/** The user's own part of the API, under the origin of this page, with the token that the client has anyway. */
export function apiOf(session: Session): Api {
  const api = createClient<paths>({ credentials: "omit" });
  api.use({
    async onRequest({ request }) {
      const token = await session.bearer();
      if (token === undefined) {
        throw refusal(401, undefined);
      }
      request.headers.set("Authorization", `Bearer ${token}`);
      return request;
    },
  });
  return api;
}

export const ME = { id: "me" } as const;

/** The header under which a request that creates something is known when it is sent again. */
export function once(): { "Idempotency-Key": string } {
  return { "Idempotency-Key": crypto.randomUUID() };
}

/** The server has said no, or nothing. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly status: number;
  /** What is wrong with which field of the body, by its name. */
  readonly fields: ReadonlyMap<string, string>;

  constructor(status: number, message: string, fields: ReadonlyMap<string, string>) {
    super(message);
    this.status = status;
    this.fields = fields;
  }
}

interface Answered<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

const SAID: Readonly<Record<number, string>> = {
  401: t("This browser is no longer signed in."),
  403: t("This is not permitted."),
  404: t("This is not there, or no longer."),
  412: t("Somebody has changed it meanwhile. Close this, and open it again."),
  429: t("That was too often. Try again later."),
};

/** What an answer holds; throws {@link Refused} for any but a success. */
export async function answered<T>(asked: Promise<Answered<T>>): Promise<T> {
  return (await read(asked)).data;
}

/** The same, with the revision it was read in, which a change has to name. */
export async function read<T>(asked: Promise<Answered<T>>): Promise<{ data: T; etag: string }> {
  let answer: Answered<T>;
  try {
    answer = await asked;
  } catch (failure) {
    throw failure instanceof Refused ? failure : new Refused(0, t("The server cannot be reached."), new Map());
  }
  if (answer.response.ok) {
    return { data: answer.data as T, etag: answer.response.headers.get("ETag") ?? "*" };
  }
  throw refusal(answer.response.status, answer.error);
}

export function refusal(status: number, problem: unknown): Refused {
  const { title, code, detail, errors } = (typeof problem === "object" && problem !== null ? problem : {}) as {
    title?: string;
    code?: string;
    detail?: string;
    errors?: readonly { pointer: string; message: string }[];
  };
  const fields = new Map((errors ?? []).map(({ pointer, message }) => [pointer.slice(1), message]));
  if (fields.size === 0 && code === "invalid" && detail !== undefined) {
    // A rule of the domain says which part it refuses, and no more.
    fields.set(detail, "It cannot be this.");
  }
  return new Refused(status, SAID[status] ?? title ?? t("The server did not answer as it should."), fields);
}

export const ApiContext = createContext<Api | undefined>(undefined);

export function useApi(): Api {
  const api = useContext(ApiContext);
  if (api === undefined) {
    throw new Error("there is no API around this component");
  }
  return api;
}

export interface Asked<T> {
  /** The last answer; stays while it is asked again. */
  readonly data: T | undefined;
  readonly fault: Refused | undefined;
  readonly again: () => void;
}

/** Asks when the component is there, and again when told to or the question is another one. */
export function useAsked<T>(ask: (api: Api) => Promise<T>, question = ""): Asked<T> {
  const api = useApi();
  const [state, setState] = useState<{ data?: T; fault?: Refused }>({});
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let gone = false;
    ask(api).then(
      (data) => {
        if (!gone) {
          setState({ data });
        }
      },
      (fault: unknown) => {
        if (!gone) {
          setState((before) => ({ ...before, fault: fault as Refused }));
        }
      },
    );
    return () => {
      gone = true;
    };
    // The question says when to ask anew, and not the function, which is another each time.
  }, [api, question, turn]);
  const again = useCallback(() => {
    setTurn((before) => before + 1);
  }, []);
  return { data: state.data, fault: state.fault, again };
}
