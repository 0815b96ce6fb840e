import { useQuery } from "@tanstack/react-query";

import { send } from "../plane/api";
import { path } from "../plane/provider";
import { To, Unbroken } from "./Show";

/** How long a name that was read is good enough to be shown. */
const KNOWN_MS = 300_000;

const PREFIXES: readonly [string, string][] = [
  ["cam-", "cameras/"],
  ["int-", "intercoms/"],
  ["A:", "addresses/"],
  ["F:", "folders/"],
  ["U:", "users/"],
];

/** The card of a device, a place or a user by its key, below `/api/v1/` and in the console alike. */
export function addressOf(key: string): string | undefined {
  const found = PREFIXES.find(([prefix]) => key.startsWith(prefix));
  return found === undefined ? undefined : `${found[1]}${encodeURIComponent(key.slice(found[0].length))}`;
}

interface Named {
  readonly name?: string;
  /** A private folder's name. */
  readonly key?: string;
  readonly login?: string;
}

/**
 * A device, a place or a user by its key, such as `cam-7`, `A:house` or `F:yard`, as a link to its card. It says the name, which is
 * read where it is not known; the key to those who may not read it.
 */
export function KeyLink({ of, name }: { readonly of: string; readonly name?: string | undefined }) {
  const address = addressOf(of);
  const { data } = useQuery({
    queryKey: ["named", of],
    queryFn: async ({ signal }) => (await (await send(new Request(path(address ?? ""), { signal }))).json()) as Named,
    enabled: address !== undefined && name === undefined,
    staleTime: KNOWN_MS,
    retry: false,
  });
  // Who was erased has a card, and neither name nor login.
  const says = [name, data?.name, data?.key, data?.login].find((each) => each !== undefined && each !== "") ?? <Unbroken>{of}</Unbroken>;
  return address === undefined ? <Unbroken>{of}</Unbroken> : <To to={`/${address}`}>{says}</To>;
}
