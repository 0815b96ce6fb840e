import { Stack, Typography } from "@mui/material";

import { t } from "../../language/words";
import { ActionButton } from "../kit/ActionButton";
import { LogOf } from "../kit/AuditList";
import { CardForm } from "../kit/CardForm";
import { CardPage } from "../kit/CardPage";
import { DeleteButton } from "../kit/DeleteButton";
import { KeyLink } from "../kit/KeyLink";
import { ListPage, plain } from "../kit/ListPage";
import { Facts, Moment, Status } from "../kit/Show";
import { worded } from "../kit/text";
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
  const address = kind === "A";
  const of = address ? { resource: "addresses", name: "name", filter: { leaf: true } } : { resource: "folders", name: "key" };
  const segment = (place: string) => ({ path: { id: camera.id, place } });
  return (
    <>
      {places.length === 0 && <Typography>{address ? t("It is in no address.") : t("It is in no private folder.")}</Typography>}
      <Stack component="ul" sx={{ listStyle: "none", p: 0, m: 0 }}>
        {places.map((place) => (
          <Stack component="li" direction="row" key={place} sx={{ alignItems: "center", justifyContent: "space-between", borderBottom: 1, borderColor: "divider", py: 0.5 }}>
            <KeyLink of={place} />
            {may && (
              <ActionButton
                action={{
                  label: t("Detach"),
                  title: t("Detach {name} from {place}?", { name: camera.name, place: place.slice(2) }),
                  effect: address ? t("Whoever sees it through this address alone sees it no more, at once.") : t("Whoever sees it through this private folder alone sees it no more, at once."),
                  danger: true,
                  confirm: t("Detach"),
                  run: async () => {
                    await api.DELETE("/api/v1/cameras/{id}/places/{place}", { params: segment(place) });
                    return t("Detached");
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
            label: address ? t("Attach address") : t("Attach folder"),
            title: address ? t("Attach {name} to an address", { name: camera.name }) : t("Attach {name} to a private folder", { name: camera.name }),
            effect: address ? t("Whoever has the address sees the camera from then on.") : t("Whoever has the private folder sees the camera from then on."),
            fields: [{ source: "place", label: address ? t("Address") : t("Private folder"), kind: "reference", of, required: true }],
            confirm: t("Attach"),
            run: async ({ place }) => {
              await api.PUT("/api/v1/cameras/{id}/places/{place}", { params: segment(`${kind}:${place}`), body: {} });
              return t("Attached");
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
      kind={t("Camera")}
      name={({ name }) => name}
      header={({ id, status, enabled, createdAt, streams }) => (
        <Facts
          of={[
            [t("ID"), id],
            [t("Status"), <Status key="status" code={enabled ? status : "disabled"} />],
            [t("Streams"), streams.map(({ type, status: of }) => `${worded(type)}: ${worded(of).toLowerCase()}`).join(", ")],
            [t("Created at"), <Moment key="created" at={createdAt} />],
          ]}
        />
      )}
      actions={(camera) =>
        may && <DeleteButton resource="cameras" record={camera} name={camera.name} then="/cameras" effect={t("It leaves {places, plural, one {# place} other {# places}}, and every user who sees it loses it at once.", { places: camera.places.length })} />
      }
      tabs={() => [
        {
          at: "",
          label: t("General data"),
          show: (camera) => <CardForm resource="cameras" record={camera} groups={CAMERA_FIELDS} readOnly={may ? undefined : t("You may see cameras and not change them.")} />,
        },
        { at: "addresses", label: t("Linked addresses (public access)"), show: (camera) => <Places camera={camera} kind="A" /> },
        { at: "folders", label: t("Private folder"), show: (camera) => <Places camera={camera} kind="F" /> },
        ...(maySeeUsers
          ? [
              {
                at: "users",
                label: t("Users by themselves"),
                show: (camera: Camera) => (
                  <ListPage of={{ ...plain(USERS), within: true, filter: { cameraIds: camera.id }, filters: [], none: t("Nobody has this camera by itself; users of its addresses and folders see it through those.") }} />
                ),
              },
            ]
          : []),
        ...(mayAudit ? [{ at: "log", label: t("Log"), show: (camera: Camera) => <LogOf object={`cameras/${camera.id}`} /> }] : []),
      ]}
    />
  );
}
