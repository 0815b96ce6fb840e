import { Box, Button, Checkbox, Dialog, DialogActions, DialogContent, DialogTitle, FormControlLabel, Typography } from "@mui/material";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useRefresh } from "react-admin";

import { t } from "../../language/words";
import { Async } from "../kit/Async";
import { useAttempt } from "../kit/attempt";
import { Fault } from "../kit/Fault";
import { api, got, type Schemas } from "../plane/api";
import type { Holder } from "./holder";
import { Picture } from "./Picture";

type MonitoringObject = Schemas["MonitoringObject"];

/** How many of each kind are offered. */
const MOST = 200;

interface ContentsProps {
  readonly holder: Holder;
  readonly object: MonitoringObject;
}

interface ChoiceProps {
  readonly heading: string;
  readonly none: string;
  readonly of: readonly { readonly id: string; readonly name: string }[];
  readonly assigned: readonly string[];
  readonly busy: boolean;
  readonly change: (id: string, on: boolean) => void;
}

/** Things that are assigned or not, each as the server has it. */
function Choice({ heading, none, of, assigned, busy, change }: ChoiceProps) {
  return (
    <Box component="fieldset" sx={{ border: 0, p: 0, m: 0, mt: 2 }}>
      <Typography component="legend" variant="subtitle2">
        {heading}
      </Typography>
      {of.length === 0 && <Typography variant="body2">{none}</Typography>}
      {of.map(({ id, name }) => (
        <Box key={id}>
          <FormControlLabel
            label={name}
            control={
              <Checkbox
                size="small"
                checked={assigned.includes(id)}
                disabled={busy}
                onChange={(_, on) => {
                  change(id, on);
                }}
              />
            }
          />
        </Box>
      ))}
    </Box>
  );
}

/** What the user owns and can be assigned, and the object as it is now. */
async function read(path: string, object: string, signal: AbortSignal) {
  const params = { path: { id: path }, query: { limit: MOST } };
  const [now, trackers, cameras] = await Promise.all([
    got(api.GET("/api/v1/users/{id}/monitoring-objects/{object}", { params: { path: { id: path, object } }, signal })),
    got(api.GET("/api/v1/users/{id}/trackers", { params, signal })),
    got(api.GET("/api/v1/users/{id}/own-cameras", { params, signal })),
  ]);
  const own = <T extends { access: string }>(items: readonly T[]): T[] => items.filter(({ access }) => access === "owner");
  return { now, trackers: own(trackers.items), cameras: own(cameras.items) };
}

function ContentsDialogue({ holder, object, close }: ContentsProps & { readonly close: () => void }) {
  const queries = useQueryClient();
  const { busy, fault, attempt } = useAttempt();
  const key = [`users/${holder.path}/monitoring-objects/contents`, object.id];
  const path = { id: holder.path, object: object.id };

  function done(what: () => Promise<unknown>): Promise<unknown> {
    return attempt(async () => {
      await what();
      await queries.invalidateQueries({ queryKey: key });
    });
  }

  return (
    <Dialog open onClose={close} fullWidth maxWidth="sm" aria-label={t("What {name} holds", { name: object.name })}>
      <DialogTitle>{t("What {name} holds", { name: object.name })}</DialogTitle>
      <DialogContent>
        <Fault says={fault} />
        <Async
          of={key}
          read={(signal) => read(holder.path, object.id, signal)}
          show={({ now, trackers, cameras }) => (
            <>
              <Picture
                holder={holder}
                object={now}
                busy={busy}
                changed={(what) => void done(what)}
              />
              <Choice
                heading={t("Trackers")}
                none={t("The user owns no trackers.")}
                of={trackers}
                assigned={now.trackers}
                busy={busy}
                change={(tracker, on) => {
                  const params = { path: { ...path, tracker } };
                  const route = "/api/v1/users/{id}/monitoring-objects/{object}/trackers/{tracker}";
                  void done(() => (on ? api.PUT(route, { params }) : api.DELETE(route, { params })));
                }}
              />
              <Choice
                heading={t("Cameras")}
                none={t("The user owns no cameras.")}
                of={cameras}
                assigned={now.cameras}
                busy={busy}
                change={(camera, on) => {
                  const params = { path: { ...path, camera } };
                  const route = "/api/v1/users/{id}/monitoring-objects/{object}/cameras/{camera}";
                  void done(() => (on ? api.PUT(route, { params }) : api.DELETE(route, { params })));
                }}
              />
            </>
          )}
        />
      </DialogContent>
      <DialogActions>
        <Button onClick={close}>{t("Close")}</Button>
      </DialogActions>
    </Dialog>
  );
}

/** A button that shows what is assigned to an object, and its picture; each change is the server's at once. */
export function Contents(props: ContentsProps) {
  const [open, setOpen] = useState(false);
  const refresh = useRefresh();
  return (
    <>
      <Button
        size="small"
        aria-label={t("Contents of {name}", { name: props.object.name })}
        onClick={() => {
          setOpen(true);
        }}
      >
        {t("Contents")}
      </Button>
      {open && (
        <ContentsDialogue
          {...props}
          close={() => {
            setOpen(false);
            refresh();
          }}
        />
      )}
    </>
  );
}
