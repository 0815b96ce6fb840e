import { Alert, Box, Card, Skeleton, Tab, Tabs, Typography } from "@mui/material";
import { Suspense, type ReactNode } from "react";
import { Title, useGetOne, type RaRecord } from "react-admin";
import { Link, useLocation, useParams } from "react-router";

import { t } from "../../language/words";
import { ProblemError, told } from "../plane/problem";

export interface CardTab<T> {
  /** The end of its address; of the first one it is empty. */
  readonly at: string;
  readonly label: string;
  readonly show: (record: T) => ReactNode;
  /** Why it has nothing to show; the tab stays and says so. */
  readonly because?: string | undefined;
}

interface CardPageProps<T> {
  /** Its path below `/api/v1/`. */
  readonly resource: string;
  /** Its address in the console, without the id. */
  readonly base: string;
  readonly kind: string;
  readonly name: (record: T) => string;
  /** What stays above all tabs. */
  readonly header: (record: T) => ReactNode;
  readonly actions?: (record: T) => ReactNode;
  readonly tabs: (record: T) => readonly CardTab<T>[];
}

/** A card: its header stays over all tabs, and every tab has an address of its own. */
export function CardPage<T extends object>({ resource, base, kind, name, header, actions, tabs }: CardPageProps<T>) {
  const { id = "" } = useParams();
  const { pathname } = useLocation();
  const { data, error, isPending } = useGetOne<RaRecord<string>>(resource, { id }, { retry: false });
  const record = data as T | undefined;
  if (isPending) {
    return (
      <Box aria-busy="true" sx={{ pt: 2 }}>
        <Skeleton variant="rounded" height={96} sx={{ mb: 2 }} />
        <Skeleton variant="rounded" height={320} />
      </Box>
    );
  }
  if (record === undefined) {
    return (
      <Alert severity="error" sx={{ mt: 2 }}>
        {error instanceof ProblemError && error.status === 404 ? t("There is no {kind} {id}, or it is not for you to see.", { kind: kind.toLowerCase(), id }) : told(error)}
      </Alert>
    );
  }
  const all = tabs(record);
  const here = decodeURI(pathname).split("/").slice(3).join("/");
  const tab = all.find(({ at }) => at === here) ?? all[0];
  const at = (end: string): string => `${base}/${encodeURIComponent(id)}${end === "" ? "" : `/${end}`}`;
  return (
    <Box sx={{ pt: 1, minWidth: 0 }}>
      <Title title={`${kind}: ${name(record)}`} />
      <Card component="section" aria-label={`${kind} ${id}`} sx={{ p: 2, mb: 2, minWidth: 0, display: "flex", flexWrap: "wrap", gap: 2, justifyContent: "space-between" }}>
        <Box sx={{ minWidth: 0 }}>
          <Typography component="h1" variant="h5" sx={{ mb: 1, overflowWrap: "anywhere" }}>
            {name(record)}
          </Typography>
          {header(record)}
        </Box>
        <Box sx={{ display: "flex", flexWrap: "wrap", gap: 1, alignContent: "flex-start" }}>{actions?.(record)}</Box>
      </Card>
      <Card sx={{ minWidth: 0 }}>
        {all.length > 1 && (
          <Tabs value={tab?.at ?? ""} variant="scrollable" scrollButtons="auto" allowScrollButtonsMobile aria-label={t("Parts of the card of {name}", { name: name(record) })} sx={{ borderBottom: 1, borderColor: "divider" }}>
            {all.map(({ at: end, label }) => (
              <Tab key={end} value={end} label={label} component={Link} to={at(end)} />
            ))}
          </Tabs>
        )}
        {/* Nothing of one tab or of another card is left to stand in this one: two lists would share what they have read. */}
        <Box key={`${id}/${tab?.at ?? ""}`} role={all.length > 1 ? "tabpanel" : undefined} aria-label={tab?.label} sx={{ p: { xs: 1, sm: 2 }, overflowX: "auto" }}>
          <Suspense fallback={<Skeleton variant="rounded" height={240} />}>
            {tab?.because === undefined ? tab?.show(record) : <Typography sx={{ p: 2 }}>{tab.because}</Typography>}
          </Suspense>
        </Box>
      </Card>
    </Box>
  );
}
