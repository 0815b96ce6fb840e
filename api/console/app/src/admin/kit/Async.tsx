import { Alert, Skeleton } from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";

import { t } from "../../language/words";
import { told } from "../plane/problem";

interface AsyncProps<T> {
  /** Names what is read: pages that name it alike share it. */
  readonly of: readonly unknown[];
  readonly read: (signal: AbortSignal) => Promise<T>;
  /** How often it is read again, while it is looked at. */
  readonly everyMs?: number;
  readonly show: (value: T) => ReactNode;
}

/** Reads something and shows it; what was read before stays while it is read again. */
export function Async<T>({ of, read, everyMs, show }: AsyncProps<T>) {
  const { data, error, isPending } = useQuery({ queryKey: [...of], queryFn: ({ signal }) => read(signal), refetchInterval: everyMs ?? false, retry: false });
  if (isPending) {
    return <Skeleton variant="rounded" height={160} />;
  }
  if (data === undefined) {
    return <Alert severity="error">{told(error)}</Alert>;
  }
  return (
    <>
      {error !== null && <Alert severity="warning">{t("The server does not answer now. This is what was read last.")}</Alert>}
      {show(data)}
    </>
  );
}
