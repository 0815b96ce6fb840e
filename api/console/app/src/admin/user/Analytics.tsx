import { Table, TableBody, TableCell, TableHead, TableRow, Typography } from "@mui/material";

import { t } from "../../language/words";
import { ActionButton } from "../kit/ActionButton";
import { Async } from "../kit/Async";
import { ListPage } from "../kit/ListPage";
import { Moment, To } from "../kit/Show";
import { worded } from "../kit/text";
import { api, got, type Schemas } from "../plane/api";
import { useMay } from "../plane/rights";
import type { User } from "./UserCard";

type Licences = Schemas["Licences"];

function Levels({ user, licences }: { readonly user: User; readonly licences: Licences }) {
  const may = useMay("analytics:write");
  const total = (level: number) => licences.levels.find((one) => one.level === level)?.total ?? 0;
  return (
    <>
      <Table size="small" aria-label={t("Licences")}>
        <TableHead>
          <TableRow>
            <TableCell>{t("Video analytics level")}</TableCell>
            <TableCell align="right">{t("Total number of licenses")}</TableCell>
            <TableCell align="right">{t("Used number of licenses")}</TableCell>
            <TableCell align="right">{t("Free number of licenses")}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {licences.levels.map(({ level, total: all, used, free, deletedAt }) => (
            <TableRow key={level}>
              <TableCell component="th" scope="row">
                {level}
                {deletedAt !== undefined && (
                  <Typography variant="body2" component="span">
                    {t("hidden, deleted for good")}{" "}<Moment at={deletedAt} />
                  </Typography>
                )}
              </TableCell>
              <TableCell align="right">{all}</TableCell>
              <TableCell align="right">{used}</TableCell>
              <TableCell align="right">{free}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {may && (
        <ActionButton<{ one: number; two: number; three: number }>
          size="medium"
          action={{
            label: t("Set numbers"),
            title: t("Licences of {name}", { name: user.name ?? user.login }),
            effect: t("A level that gets none hides its cases at once, and deletes them for good after seven days."),
            disabled: !licences.editable,
            because: licences.editable ? undefined : user.origin === "billing" ? t("The licences of this user are set by the operator's billing") : t("With this plan licences cannot be changed"),
            initial: { one: total(1), two: total(2), three: total(3) },
            fields: [
              { source: "one", label: t("Level 1"), kind: "number", required: true },
              { source: "two", label: t("Level 2"), kind: "number", required: true },
              { source: "three", label: t("Level 3"), kind: "number", required: true },
            ],
            confirm: t("Save"),
            run: async ({ one, two, three }) => {
              const wanted = [one, two, three].map((number, i) => ({ level: (i + 1), total: number }));
              const levels = wanted.filter(({ level, total: number }) => number !== total(level));
              await api.PUT("/api/v1/users/{id}/licences", { params: { path: { id: user.id } }, body: { levels } });
              return t("Licences saved");
            },
          }}
        />
      )}
    </>
  );
}

/** The tab "Analytics": licences by level, and the cases that use them. */
export function Analytics({ user }: { readonly user: User }) {
  return (
    <Async
      of={["licences", user.id, user._etag]}
      read={(signal) => got(api.GET("/api/v1/users/{id}/licences", { params: { path: { id: user.id } }, signal }))}
      show={(licences) => (
        <>
          {!licences.shown && (
            <Typography sx={{ mb: 1 }}>
              {t("The user has no licences, so this part is not shown to the user.")}
            </Typography>
          )}
          <Levels user={user} licences={licences} />
          <ListPage<Schemas["AnalyticsCase"]>
            of={{
              resource: `users/${user.id}/analytics-cases`,
              title: t("Cases"),
              within: true,
              sort: { field: "createdAt", order: "DESC" },
              to: null,
              columns: [
                { source: "title", label: t("Case") },
                { source: "type", label: t("Type"), render: ({ type }) => worded(type) },
                { source: "level", label: t("Level"), kind: "number" },
                { source: "licences", label: t("Licences"), kind: "number" },
                { source: "cameras", label: t("Cameras"), render: ({ cameras }) => cameras.map((id) => <span key={id}><To to={`/cameras/${id}`}>{id}</To> </span>) },
                { source: "state", label: t("State"), kind: "status" },
                { source: "eventCount", label: t("Events"), kind: "number" },
                { source: "createdAt", label: t("Created at"), kind: "moment", sorts: true },
              ],
              none: t("There are no analytics cases."),
            }}
          />
        </>
      )}
    />
  );
}
