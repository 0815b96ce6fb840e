import { Table, TableBody, TableCell, TableHead, TableRow, Typography } from "@mui/material";

import { t } from "../../language/words";
import { Async } from "../kit/Async";
import { Moment, Status } from "../kit/Show";
import { numbered, span, worded } from "../kit/text";
import { api, got } from "../plane/api";
import type { User } from "./UserCard";

const EVERY_MS = 2_000;

/** The tab "Environments": what each environment has applied of what it should show, now. */
export function Environments({ user }: { readonly user: User }) {
  return (
    <Async
      of={["environments", user.id]}
      everyMs={EVERY_MS}
      read={(signal) => got(api.GET("/api/v1/users/{id}/environments", { params: { path: { id: user.id } }, signal }))}
      show={({ items }) =>
        items.length === 0 ? (
          <Typography>{t("No environment has signed in yet.")}</Typography>
        ) : (
          <Table size="small" aria-label={t("Environments")}>
            <TableHead>
              <TableRow>
                <TableCell>{t("Environment")}</TableCell>
                <TableCell>{t("Installation")}</TableCell>
                <TableCell>{t("State")}</TableCell>
                <TableCell align="right">{t("Desired revision")}</TableCell>
                <TableCell align="right">{t("Applied revision")}</TableCell>
                <TableCell align="right">{t("Pending")}</TableCell>
                <TableCell align="right">{t("Lag")}</TableCell>
                <TableCell>{t("Since")}</TableCell>
                <TableCell>{t("Verified")}</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {items.map(({ environment, installation, state, applied, behind, lagMillis, since, verifiedAt }) => (
                <TableRow key={`${environment} ${installation ?? ""}`}>
                  <TableCell component="th" scope="row">
                    {worded(environment)}
                  </TableCell>
                  <TableCell>{installation ?? "–"}</TableCell>
                  <TableCell>
                    <Status code={state} />
                  </TableCell>
                  <TableCell align="right">{state === "never_seen" ? "–" : numbered(applied + behind)}</TableCell>
                  <TableCell align="right">{state === "never_seen" ? "–" : numbered(applied)}</TableCell>
                  <TableCell align="right">{state === "never_seen" ? "–" : numbered(behind)}</TableCell>
                  <TableCell align="right">{behind === 0 ? t("None") : span(lagMillis)}</TableCell>
                  <TableCell>
                    <Moment at={since} />
                  </TableCell>
                  <TableCell>
                    <Moment at={verifiedAt} />
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        )
      }
    />
  );
}
