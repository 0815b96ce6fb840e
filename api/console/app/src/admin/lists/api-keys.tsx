import { Box, Typography } from "@mui/material";
import { useState } from "react";

import { SCOPES } from "../cards/administrator-fields";
import { ActionButton } from "../kit/ActionButton";
import { ListPage } from "../kit/ListPage";
import { ShownOnce } from "../kit/ShownOnce";
import { Flag } from "../kit/Show";
import { api, got, once, type Schemas } from "../plane/api";
import { useMay, useRights } from "../plane/rights";

type Row = Schemas["ApiKey"];
type Made = Schemas["NewApiKey"];

/** How a call of a key is signed, with the tools of any shell. */
function signing({ id }: Made): string {
  return [
    `AT=$(date +%s); NONCE=$(openssl rand -hex 16); CALL='/api/v1/api-keys?limit=1'`,
    `BODY=$(printf '' | openssl dgst -sha256 -r | cut -c1-64)`,
    `SIGNATURE=$(printf 'SLK1-HMAC-SHA256\\n%s\\n%s\\nGET\\n%s\\n%s' $AT $NONCE "$CALL" $BODY \\`,
    `  | openssl dgst -sha256 -r -hmac $SECRET | cut -c1-64)`,
    `curl "$API$CALL" -H "Authorization: SLK1-HMAC-SHA256 key=${id},at=$AT,nonce=$NONCE,signature=$SIGNATURE"`,
  ].join("\n");
}

function MadeKey({ made, close }: { readonly made: Made; readonly close: () => void }) {
  return (
    <ShownOnce
      title={`The key ${made.name}`}
      close={close}
      secrets={[
        ...(made.signed ? [] : [{ label: "Key", value: made.key }]),
        { label: "Signing secret", value: made.signingSecret },
      ]}
    >
      <Typography variant="body2" sx={{ mt: 1 }}>
        {made.signed ? "Only calls that it signs are heard, such as this one, with the secret in SECRET:" : "Send it as “Authorization: Bearer” and the key, or sign calls with the secret in SECRET, such as this one:"}
      </Typography>
      <Box component="pre" tabIndex={0} aria-label="A signed call" sx={{ overflow: "auto", fontSize: 12, p: 1, border: 1, borderColor: "divider", borderRadius: 1 }}>
        {signing(made)}
      </Box>
    </ShownOnce>
  );
}

/** The keys of billing systems and scripts. A secret is shown when it is made, and never again. */
export default function ApiKeys() {
  const may = useMay("keys:write");
  const mine = useRights()?.scopes ?? new Set<string>();
  const [made, setMade] = useState<Made>();
  const everything = SCOPES.every((scope) => scope === "*" || mine.has(scope));
  return (
    <>
      <ListPage<Row>
        of={{
          resource: "api-keys",
          title: "API keys",
          sort: { field: "createdAt", order: "ASC" },
          to: null,
          columns: [
            { source: "name", label: "Name" },
            { source: "id", label: "ID" },
            { source: "scopes", label: "Scopes", render: ({ scopes }) => (scopes.includes("*") ? "* (all there are and will be)" : scopes.join(", ")) },
            { source: "signed", label: "Signs its calls", render: ({ signed }) => <Flag on={signed} yes="It has to" no="It may" /> },
            { source: "predecessor", label: "Takes over from", hidden: true },
            { source: "lastUsedOn", label: "Last used" },
            { source: "expiresAt", label: "Good until", kind: "moment" },
            { source: "createdAt", label: "Created at", kind: "moment", sorts: true },
          ],
          actions: may && (
            <ActionButton<{ name: string; scopes: Made["scopes"]; signed: boolean }>
              action={{
                label: "Create a key",
                title: "Create a key",
                effect: "It may no more than you may.",
                initial: { signed: false },
                fields: [
                  { source: "name", label: "Name", required: true, help: "For what, or for whom" },
                  { source: "scopes", label: "Scopes", kind: "choices", choices: SCOPES.filter((scope) => (scope === "*" ? everything : mine.has(scope))), named: Object.fromEntries(SCOPES.map((scope) => [scope, scope])), required: true },
                  { source: "signed", label: "Only calls that it signs are heard", kind: "flag" },
                ],
                confirm: "Create",
                run: async (body) => {
                  setMade(await got(api.POST("/api/v1/api-keys", { params: { header: { "Idempotency-Key": once() } }, body })));
                  return undefined;
                },
              }}
            />
          ),
          rowActions: (row) =>
            may && (
              <>
                <ActionButton<{ until?: string; signed: boolean }>
                  action={{
                    label: "Rotate",
                    title: `A successor for the key ${row.name}`,
                    effect: "It has the same name and scopes. Both are good until the old one is revoked, or until the time you give.",
                    initial: { signed: row.signed },
                    fields: [
                      { source: "until", label: "The old key ends", kind: "moment" },
                      { source: "signed", label: "Only calls that the new key signs are heard", kind: "flag" },
                    ],
                    confirm: "Rotate",
                    run: async ({ until, signed }) => {
                      const body = { signed, ...(until === undefined || until === "" ? {} : { until }) };
                      setMade(await got(api.POST("/api/v1/api-keys/{key}/rotation", { params: { path: { key: row.id }, header: { "Idempotency-Key": once() } }, body })));
                      return undefined;
                    },
                  }}
                />
                <ActionButton
                  action={{
                    label: "Revoke",
                    title: `Revoke the key ${row.name}?`,
                    effect: "Whoever calls with it is refused, on other nodes within five seconds. Nothing brings it back.",
                    danger: true,
                    confirm: "Revoke",
                    run: async () => {
                      await api.DELETE("/api/v1/api-keys/{key}", { params: { path: { key: row.id } } });
                      return `The key ${row.name} is revoked`;
                    },
                  }}
                />
              </>
            ),
          none: "There are no keys.",
        }}
      />
      {made !== undefined && (
        <MadeKey
          made={made}
          close={() => {
            setMade(undefined);
          }}
        />
      )}
    </>
  );
}
