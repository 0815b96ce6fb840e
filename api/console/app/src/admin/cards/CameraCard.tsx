import { Stack, Typography } from "@mui/material";

import { ActionButton } from "../kit/ActionButton";
import { LogOf } from "../kit/AuditList";
import { CardForm } from "../kit/CardForm";
import { CardPage } from "../kit/CardPage";
import { DeleteButton } from "../kit/DeleteButton";
import { KeyLink } from "../kit/KeyLink";
import { ListPage, plain } from "../kit/ListPage";
import { Facts, Moment, Status } from "../kit/Show";
import { counted, worded } from "../kit/text";
import { USERS } from "../lists/users";
import { api, type Schemas } from "../plane/api";
import type { Card } from "../plane/provider";
import { useMay } from "../plane/rights";
import { CAMERA_FIELDS } from "./fields";

type Camera = Card<Schemas["Camera"]>;

/** Where a camera hangs: addresses for all who have them, private folders for those who have those. */
function Places({ camera, kind }: { readonly camera: Camera; readonly kind: "A" | "F" }) {
  const may = useMay("devices:write");
  const places = camera.places.filter((place) => place.startsWith(`${kind}:`));
  const of = kind === "A" ? { resource: "addresses", name: "name", filter: { leaf: true } } : { resource: "folders", name: "key" };
  const noun = kind === "A" ? "address" : "private folder";
  const segment = (place: string) => ({ path: { id: camera.id, place } });
  return (
    <>
      {places.length === 0 && <Typography>{`It is in no ${noun}.`}</Typography>}
      <Stack component="ul" sx={{ listStyle: "none", p: 0, m: 0 }}>
        {places.map((place) => (
          <Stack component="li" direction="row" key={place} sx={{ alignItems: "center", justifyContent: "space-between", borderBottom: 1, borderColor: "divider", py: 0.5 }}>
            <KeyLink of={place} />
            {may && (
              <ActionButton
                action={{
                  label: "Detach",
                  title: `Detach ${camera.name} from ${place.slice(2)}?`,
                  effect: `Whoever sees it through this ${noun} alone sees it no more, at once.`,
                  danger: true,
                  confirm: "Detach",
                  run: async () => {
                    await api.DELETE("/api/v1/cameras/{id}/places/{place}", { params: segment(place) });
                    return "Detached";
                  },
                }}
              />
            )}
          </Stack>
        ))}
      </Stack>
      {may && (
        <ActionButton<{ place: string }>
          size="medium"
          action={{
            label: kind === "A" ? "Attach address" : "Attach folder",
            title: `Attach ${camera.name} to ${kind === "A" ? "an address" : "a private folder"}`,
            effect: `Whoever has the ${noun} sees the camera from then on.`,
            fields: [{ source: "place", label: noun === "address" ? "Address" : "Private folder", kind: "reference", of, required: true }],
            confirm: "Attach",
            run: async ({ place }) => {
              await api.PUT("/api/v1/cameras/{id}/places/{place}", { params: segment(`${kind}:${place}`), body: {} });
              return "Attached";
            },
          }}
        />
      )}
    </>
  );
}

export default function CameraCard() {
  const may = useMay("devices:write");
  const mayAudit = useMay("audit:read");
  const maySeeUsers = useMay("users:read");
  return (
    <CardPage<Camera>
      resource="cameras"
      base="/cameras"
      kind="Camera"
      name={({ name }) => name}
      header={({ id, status, enabled, createdAt, streams }) => (
        <Facts
          of={[
            ["ID", id],
            ["Status", <Status key="status" code={enabled ? status : "disabled"} />],
            ["Streams", streams.map(({ type, status: of }) => `${worded(type)}: ${worded(of).toLowerCase()}`).join(", ")],
            ["Created at", <Moment key="created" at={createdAt} />],
          ]}
        />
      )}
      actions={(camera) =>
        may && <DeleteButton resource="cameras" record={camera} name={camera.name} then="/cameras" effect={`It leaves ${counted(camera.places.length, "place", "places")}, and every user who sees it loses it at once.`} />
      }
      tabs={() => [
        {
          at: "",
          label: "General data",
          show: (camera) => <CardForm resource="cameras" record={camera} groups={CAMERA_FIELDS} readOnly={may ? undefined : "You may see cameras and not change them."} />,
        },
        { at: "addresses", label: "Linked addresses (public access)", show: (camera) => <Places camera={camera} kind="A" /> },
        { at: "folders", label: "Private folder", show: (camera) => <Places camera={camera} kind="F" /> },
        ...(maySeeUsers
          ? [
              {
                at: "users",
                label: "Users by themselves",
                show: (camera: Camera) => (
                  <ListPage of={{ ...plain(USERS), within: true, filter: { cameraIds: camera.id }, filters: [], none: "Nobody has this camera by itself; users of its addresses and folders see it through those." }} />
                ),
              },
            ]
          : []),
        ...(mayAudit ? [{ at: "log", label: "Log", show: (camera: Camera) => <LogOf object={`cameras/${camera.id}`} /> }] : []),
      ]}
    />
  );
}
