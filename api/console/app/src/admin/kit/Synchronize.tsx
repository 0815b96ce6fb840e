import { Alert, Button, Dialog, DialogActions, DialogContent, DialogTitle, LinearProgress, Table, TableBody, TableCell, TableHead, TableRow, Typography } from "@mui/material";
import SyncIcon from "@mui/icons-material/Sync";
import { useEffect, useState } from "react";
import { useRefresh } from "react-admin";

import { t } from "../../language/words";
import { api, got, type Schemas } from "../plane/api";
import { told } from "../plane/problem";
import { Async } from "./Async";
import { Fault } from "./Fault";
import { Status, To } from "./Show";

type Operation = Schemas["Operation"];

interface SynchronizeProps {
  readonly whose: string;
  readonly begin: () => Promise<{ operationId: string }>;
}

/** Follows an operation as it goes; comes back by itself after the connection was lost. */
function useOperation(id: string | undefined): { operation: Operation | undefined; lost: boolean } {
  const [operation, setOperation] = useState<Operation>();
  const [lost, setLost] = useState(false);
  useEffect(() => {
    if (id === undefined) {
      return;
    }
    const events = new EventSource(`/api/v1/operations/${encodeURIComponent(id)}/events`);
    const heard = ({ data }: MessageEvent<string>) => {
      setOperation(JSON.parse(data) as Operation);
      setLost(false);
    };
    events.addEventListener("progress", heard);
    events.addEventListener("finished", (event) => {
      heard(event as MessageEvent<string>);
      events.close();
    });
    events.addEventListener("error", () => {
      setLost(true);
    });
    return () => {
      events.close();
    };
  }, [id]);
  return { operation, lost };
}

/** What a repair came to: what the environment has again as it should, and what it had and should not have. */
export function repair(keys: readonly string[], held: ReadonlySet<string>): { readonly brought: readonly string[]; readonly taken: readonly string[] } {
  return { brought: keys.filter((key) => held.has(key)), taken: keys.filter((key) => !held.has(key)) };
}

function Repaired({ user, keys }: { readonly user: string; readonly keys: readonly string[] }) {
  return (
    <Async
      of={["repaired", user, keys.join(" ")]}
      read={(signal) => got(api.GET("/api/v1/users/{id}/devices", { params: { path: { id: user } }, signal }))}
      show={({ sources }) => {
        const { brought, taken } = repair(keys, new Set(sources.flatMap(({ entries }) => entries.map(({ k }) => k))));
        return (
          <>
            {t("+{brought} brought up to date, −{taken} taken away", { brought: brought.length, taken: taken.length })}
            <Typography variant="body2" component="div" sx={{ overflowWrap: "anywhere" }}>
              {[...brought.map((key) => `+${key}`), ...taken.map((key) => `−${key}`)].join(", ")}
            </Typography>
          </>
        );
      }}
    />
  );
}

/** Compares what every environment holds with what it should hold, repairs it, and says how each of them stood. */
export function Synchronize({ whose, begin }: SynchronizeProps) {
  const refresh = useRefresh();
  const [open, setOpen] = useState(false);
  const [id, setId] = useState<string>();
  const [fault, setFault] = useState("");
  const { operation, lost } = useOperation(id);
  const finished = operation?.state === "finished";
  const counts = operation?.counts;

  async function started(): Promise<void> {
    setOpen(true);
    setFault("");
    setId(undefined);
    try {
      setId((await begin()).operationId);
    } catch (error) {
      setFault(told(error));
    }
  }

  return (
    <>
      <Button size="small" startIcon={<SyncIcon />} onClick={() => void started()}>
        {t("Synchronize cameras")}
      </Button>
      <Dialog
        open={open}
        onClose={() => {
          setOpen(false);
          refresh();
        }}
        maxWidth="md"
        fullWidth
        aria-label={t("Synchronize cameras")}
      >
        <DialogTitle>{t("Synchronize cameras of {whose}", { whose })}</DialogTitle>
        <DialogContent>
          <Fault says={fault} />
          {!finished && fault === "" && <LinearProgress aria-label={t("Under way")} />}
          {lost && !finished && <Alert severity="warning">{t("The connection was lost; it is being made again.")}</Alert>}
          <Typography role="status" sx={{ mt: 1 }}>
            {counts === undefined
              ? t("Asking the environments what they hold…")
              : t("{how}: {in_step} in step, {repaired} repaired, {quarantined} quarantined, {unreachable} unreachable.", { how: finished ? t("Finished") : t("So far"), in_step: counts.in_step, repaired: counts.repaired, quarantined: counts.quarantined, unreachable: counts.unreachable })}
          </Typography>
          {finished && (operation.results ?? []).length === 0 && <Typography>{t("There are no environments yet: nobody has signed in.")}</Typography>}
          {(operation?.results ?? []).length > 0 && (
            <Table size="small" sx={{ mt: 1 }}>
              <TableHead>
                <TableRow>
                  <TableCell>{t("User")}</TableCell>
                  <TableCell>{t("Environment")}</TableCell>
                  <TableCell>{t("Installation")}</TableCell>
                  <TableCell>{t("Found")}</TableCell>
                  <TableCell>{t("Repaired")}</TableCell>
                </TableRow>
              </TableHead>
              <TableBody>
                {operation?.results?.map(({ userId, environment, installation, finding, differing, repaired }) => (
                  <TableRow key={`${userId} ${environment} ${installation}`}>
                    <TableCell>
                      <To to={`/users/${userId}`}>{userId}</To>
                    </TableCell>
                    <TableCell>{environment}</TableCell>
                    <TableCell>{installation}</TableCell>
                    <TableCell>
                      <Status code={finding} />
                    </TableCell>
                    <TableCell>{repaired.length > 0 ? <Repaired user={userId} keys={repaired} /> : differing > 0 ? t("{differing, plural, one {# device} other {# devices}} differed", { differing }) : t("Nothing")}</TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          )}
        </DialogContent>
        <DialogActions>
          <Button
            onClick={() => {
              setOpen(false);
              refresh();
            }}
          >
            {t("Close")}
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
