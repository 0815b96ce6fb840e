import { Checkbox, Table, TableBody, TableCell, TableHead, TableRow, Typography, Box } from "@mui/material";
import { useState } from "react";

import { t } from "../../language/words";
import { ActionButton } from "../kit/ActionButton";
import { Async } from "../kit/Async";
import { Status, To } from "../kit/Show";
import { worded } from "../kit/text";
import { api, got, once, type Schemas } from "../plane/api";
import { useMay } from "../plane/rights";
import type { User } from "./UserCard";

type Results = Schemas["GrantResults"]["results"];

/** What became of each, when not everything could be done. */
export function outcome(results: Results, attached: boolean): string {
  const failed = results.filter(({ outcome: of }) => of === "unknown" || of === "no_room");
  const done = results.length - failed.length;
  const said = attached ? t("Attached: {done}", { done }) : t("Detached: {done}", { done });
  const which = failed.map(({ id, outcome: of }) => `${id} (${worded(of).toLowerCase()})`).join(", ");
  return failed.length === 0 ? said : `${said}. ${attached ? t("Not attached: {which}", { which }) : t("Not detached: {which}", { which })}`;
}

interface GrantsProps {
  readonly user: User;
  readonly kind: "addresses" | "folders";
}

/** Addresses or folders of a user, with what attaches and detaches several at once. */
function Grants({ user, kind }: GrantsProps) {
  const may = useMay("users:write");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const grants = user[kind];
  const ids = grants.map(({ id }) => id);
  const picked = ids.filter((id) => chosen.has(id));
  const folders = kind === "folders";
  const name = user.name ?? user.login;

  async function change(body: Schemas["PlacesRequest"]): Promise<string> {
    const { results } = await got(
      api.POST("/api/v1/users/{id}/places", { params: { path: { id: user.id }, header: { "Idempotency-Key": once() } }, body }),
    );
    setChosen(new Set());
    return outcome(results, body.attach !== undefined);
  }

  return (
    <Box component="section" sx={{ mb: 3 }}>
      <Typography component="h2" variant="h6">
        {folders ? t("Private folders (private access)") : t("Linked addresses (public access)")}
      </Typography>
      {may && (
        <Box sx={{ display: "flex", gap: 1, flexWrap: "wrap" }}>
          <ActionButton<{ places: string[] }>
            action={{
              label: folders ? t("Attach folder") : t("Attach address"),
              title: folders ? t("Attach private folders to {name}", { name }) : t("Attach addresses to {name}", { name }),
              effect: t("{name} gets access to the cameras there, at once and on every environment.", { name }),
              fields: [
                {
                  source: "places",
                  label: folders ? t("Private folders (private access)") : t("Linked addresses (public access)"),
                  kind: "references",
                  of: folders ? { resource: `users/${user.id}/attachable-folders`, name: "key" } : { resource: `users/${user.id}/attachable-addresses`, name: "name", filter: { leaf: true } },
                  required: true,
                },
              ],
              confirm: folders ? t("Attach Folder") : t("Attach Address"),
              run: ({ places }) => change({ attach: { [kind]: places } }),
            }}
          />
          <ActionButton
            action={{
              label: t("Detach ({picked})", { picked: picked.length }),
              title: folders
                ? t("Detach {count, plural, one {# folder} other {# folders}} from {name}?", { count: picked.length, name })
                : t("Detach {count, plural, one {# address} other {# addresses}} from {name}?", { count: picked.length, name }),
              effect: t("What {name} and the sub users see through {picked} alone leaves all their environments at once.", { name, picked: picked.join(", ") }),
              danger: true,
              disabled: picked.length === 0,
              because: picked.length === 0 ? t("Select some first") : undefined,
              confirm: folders ? t("Detach folder") : t("Detach"),
              run: () => change({ detach: { [kind]: picked } }),
            }}
          />
        </Box>
      )}
      {grants.length === 0 ? (
        <Typography variant="body2" sx={{ mt: 1 }}>{folders ? t("No private folder is attached.") : t("No address is attached.")}</Typography>
      ) : (
        <Async
          of={["names", kind, ids.join(",")]}
          read={(signal) => names(kind, ids, signal)}
          show={(named) => (
            <Table size="small" aria-label={folders ? t("Private folders") : t("Linked addresses")}>
              <TableHead>
                <TableRow>
                  {may && <TableCell padding="checkbox">{t("Select")}</TableCell>}
                  <TableCell>{folders ? t("Folder") : t("Address")}</TableCell>
                  <TableCell>{t("Status")}</TableCell>
                  {may && <TableCell>{t("Actions")}</TableCell>}
                </TableRow>
              </TableHead>
              <TableBody>
                {grants.map(({ id, status }) => (
                  <TableRow key={id}>
                    {may && (
                      <TableCell padding="checkbox">
                        <Checkbox
                          size="small"
                          checked={chosen.has(id)}
                          slotProps={{ input: { "aria-label": t("Select {name}", { name: named.get(id) ?? id }) } }}
                          onChange={(_, on) => {
                            setChosen(on ? new Set([...chosen, id]) : new Set([...chosen].filter((one) => one !== id)));
                          }}
                        />
                      </TableCell>
                    )}
                    <TableCell>
                      <To to={`/${kind}/${encodeURIComponent(id)}`}>{named.get(id) ?? id}</To>
                    </TableCell>
                    <TableCell>
                      <Status code={status} />
                    </TableCell>
                    {may && (
                      <TableCell>
                        <Lock user={user} kind={kind} id={id} name={named.get(id) ?? id} locked={status === "blocked"} />
                      </TableCell>
                    )}
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          )}
        />
      )}
    </Box>
  );
}

/** Locks a place for a user, whose cameras there are shown and cannot be watched, and unlocks it. */
function Lock({ user, kind, id, name, locked }: GrantsProps & { readonly id: string; readonly name: string; readonly locked: boolean }) {
  return (
    <ActionButton
      action={{
        label: locked ? t("Unlock") : t("Lock"),
        title: locked ? t("Unlock {name}?", { name }) : t("Lock {name}?", { name }),
        effect: locked ? t("Its cameras can be watched again, at once.") : t("Its cameras stay in the user's lists, locked; nothing of them can be watched, at once."),
        danger: !locked,
        confirm: locked ? t("Unlock") : t("Lock"),
        run: async () => {
          const request = { params: { path: { id: user.id, place: id } }, body: { status: locked ? ("active" as const) : ("blocked" as const) } };
          await (kind === "folders" ? api.PUT("/api/v1/users/{id}/folders/{place}", request) : api.PUT("/api/v1/users/{id}/addresses/{place}", request));
          return locked ? t("{name} is unlocked", { name }) : t("{name} is locked", { name });
        },
      }}
    />
  );
}

async function names(kind: "addresses" | "folders", ids: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
  const query = { id: ids.join(","), limit: 200 };
  if (kind === "folders") {
    const { items } = await got(api.GET("/api/v1/folders", { params: { query }, signal }));
    return new Map(items.map(({ id, key, addressName }) => [id, addressName === undefined ? key : `${addressName}, ${key}`]));
  }
  const { items } = await got(api.GET("/api/v1/addresses", { params: { query }, signal }));
  return new Map(items.map(({ id, name }) => [id, name]));
}

/** Where a user's cameras come from. */
export function Places({ user }: { readonly user: User }) {
  return (
    <>
      <Grants user={user} kind="addresses" />
      <Grants user={user} kind="folders" />
    </>
  );
}
