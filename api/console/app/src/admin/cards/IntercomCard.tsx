import { Table, TableBody, TableCell, TableHead, TableRow, Typography } from "@mui/material";

import { t } from "../../language/words";
import { ActionButton } from "../kit/ActionButton";
import { LogOf } from "../kit/AuditList";
import { CardForm } from "../kit/CardForm";
import { CardPage } from "../kit/CardPage";
import { DeleteButton } from "../kit/DeleteButton";
import { KeyLink } from "../kit/KeyLink";
import { Facts, Moment, Status, To } from "../kit/Show";
import { api, type Schemas } from "../plane/api";
import type { Card } from "../plane/provider";
import { useMay } from "../plane/rights";
import { INTERCOM_FIELDS } from "./fields";

type Intercom = Card<Schemas["Intercom"]>;

/** Who lives behind it. */
function Apartments({ intercom }: { readonly intercom: Intercom }) {
  const may = useMay("devices:write");
  return (
    <>
      {intercom.users.length === 0 && <Typography>{t("Nobody lives behind it yet.")}</Typography>}
      {intercom.users.length > 0 && (
        <Table size="small">
          <TableHead>
            <TableRow>
              <TableCell>{t("Apartment")}</TableCell>
              <TableCell>{t("User")}</TableCell>
              <TableCell>{t("Actions")}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {intercom.users.map(({ userId, flat }) => (
              <TableRow key={`${flat} ${userId}`}>
                <TableCell>{flat}</TableCell>
                <TableCell>
                  <To to={`/users/${userId}`}>{userId}</To>
                </TableCell>
                <TableCell>
                  {may && (
                    <ActionButton
                      action={{
                        label: t("Remove"),
                        title: t("Remove the user from apartment {flat}?", { flat }),
                        effect: t("The intercom leaves the user's environments at once."),
                        danger: true,
                        confirm: t("Remove"),
                        run: async () => {
                          await api.DELETE("/api/v1/intercoms/{id}/flats/{flat}/users/{user}", { params: { path: { id: intercom.id, flat, user: userId } } });
                          return t("Removed");
                        },
                      }}
                    />
                  )}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
      {may && (
        <ActionButton<{ flat: number; user: string }>
          size="medium"
          action={{
            label: t("Add a user"),
            title: t("Who lives behind {name}?", { name: intercom.name }),
            fields: [
              { source: "flat", label: t("Apartment, {flatFrom} to {flatTo}", { flatFrom: intercom.flatFrom, flatTo: intercom.flatTo }), kind: "number", required: true },
              { source: "user", label: t("User"), kind: "reference", of: { resource: "users", name: "login" }, required: true },
            ],
            confirm: t("Add"),
            run: async ({ flat, user }) => {
              await api.PUT("/api/v1/intercoms/{id}/flats/{flat}/users/{user}", { params: { path: { id: intercom.id, flat, user } }, body: {} });
              return t("Added");
            },
          }}
        />
      )}
    </>
  );
}

export default function IntercomCard() {
  const may = useMay("devices:write");
  const mayAudit = useMay("audit:read");
  return (
    <CardPage<Intercom>
      resource="intercoms"
      base="/intercoms"
      kind={t("Intercom")}
      name={({ name }) => name}
      header={({ id, availability, operationalStatus, createdAt, addressId, addressLabel, keyCount }) => (
        <Facts
          of={[
            [t("ID"), id],
            [t("Status"), <span key="status"><Status code={availability} /> <Status code={operationalStatus} /></span>],
            [t("Address"), addressId === undefined ? addressLabel : <KeyLink key="address" of={`A:${addressId}`} name={addressLabel} />],
            [t("Keys"), keyCount],
            [t("Created at"), <Moment key="created" at={createdAt} />],
          ]}
        />
      )}
      actions={(intercom) =>
        may && <DeleteButton resource="intercoms" record={intercom} name={intercom.name} then="/intercoms" effect={t("{users, plural, one {# user loses} other {# users lose}} it at once.", { users: intercom.users.length })} />
      }
      tabs={() => [
        {
          at: "",
          label: t("General data"),
          show: (intercom) => <CardForm resource="intercoms" record={intercom} groups={INTERCOM_FIELDS} readOnly={may ? undefined : t("You may see intercoms and not change them.")} />,
        },
        { at: "apartments", label: t("Apartments"), show: (intercom) => <Apartments intercom={intercom} /> },
        ...(mayAudit ? [{ at: "log", label: t("Log"), show: (intercom: Intercom) => <LogOf object={`intercoms/${intercom.id}`} /> }] : []),
      ]}
    />
  );
}
