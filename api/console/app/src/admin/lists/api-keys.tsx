import { Box, Typography } from "@mui/material";
import { useState } from "react";

import { t } from "../../language/words";
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
      title={t("The key {name}", { name: made.name })}
      close={close}
      secrets={[
        ...(made.signed ? [] : [{ label: t("Key"), value: made.key }]),
        { label: t("Signing secret"), value: made.signingSecret },
      ]}
    >
      <Typography variant="body2" sx={{ mt: 1 }}>
        {made.signed ? t("Only calls that it signs are heard, such as this one, with the secret in SECRET:") : t("Send it as “Authorization: Bearer” and the key, or sign calls with the secret in SECRET, such as this one:")}
      </Typography>
      <Box component="pre" tabIndex={0} aria-label={t("A signed call")} sx={{ overflow: "auto", fontSize: 12, p: 1, border: 1, borderColor: "divider", borderRadius: 1 }}>
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
          title: t("API keys"),
          sort: { field: "createdAt", order: "ASC" },
          to: null,
          columns: [
            { source: "name", label: t("Name") },
            { source: "id", label: t("ID") },
            { source: "scopes", label: t("Scopes"), render: ({ scopes }) => (scopes.includes("*") ? t("* (all there are and will be)") : scopes.join(", ")) },
            { source: "signed", label: t("Signs its calls"), render: ({ signed }) => <Flag on={signed} yes={t("It has to")} no={t("It may")} /> },
            { source: "predecessor", label: t("Takes over from"), hidden: true },
            { source: "lastUsedOn", label: t("Last used") },
            { source: "expiresAt", label: t("Good until"), kind: "moment" },
            { source: "createdAt", label: t("Created at"), kind: "moment", sorts: true },
          ],
          actions: may && (
            <ActionButton<{ name: string; scopes: Made["scopes"]; signed: boolean }>
              action={{
                label: t("Create a key"),
                title: t("Create a key"),
                effect: t("It may no more than you may."),
                initial: { signed: false },
                fields: [
                  { source: "name", label: t("Name"), required: true, help: t("For what, or for whom") },
                  { source: "scopes", label: t("Scopes"), kind: "choices", choices: SCOPES.filter((scope) => (scope === "*" ? everything : mine.has(scope))), named: Object.fromEntries(SCOPES.map((scope) => [scope, scope])), required: true },
                  { source: "signed", label: t("Only calls that it signs are heard"), kind: "flag" },
                ],
                confirm: t("Create"),
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
                    label: t("Rotate"),
                    title: t("A successor for the key {name}", { name: row.name }),
                    effect: t("It has the same name and scopes. Both are good until the old one is revoked, or until the time you give."),
                    initial: { signed: row.signed },
                    fields: [
                      { source: "until", label: t("The old key ends"), kind: "moment" },
                      { source: "signed", label: t("Only calls that the new key signs are heard"), kind: "flag" },
                    ],
                    confirm: t("Rotate"),
                    run: async ({ until, signed }) => {
                      const body = { signed, ...(until === undefined || until === "" ? {} : { until }) };
                      setMade(await got(api.POST("/api/v1/api-keys/{key}/rotation", { params: { path: { key: row.id }, header: { "Idempotency-Key": once() } }, body })));
                      return undefined;
                    },
                  }}
                />
                <ActionButton
                  action={{
                    label: t("Revoke"),
                    title: t("Revoke the key {name}?", { name: row.name }),
                    effect: t("Whoever calls with it is refused, on other nodes within five seconds. Nothing brings it back."),
                    danger: true,
                    confirm: t("Revoke"),
                    run: async () => {
                      await api.DELETE("/api/v1/api-keys/{key}", { params: { path: { key: row.id } } });
                      return t("The key {name} is revoked", { name: row.name });
                    },
                  }}
                />
              </>
            ),
          none: t("There are no keys."),
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
