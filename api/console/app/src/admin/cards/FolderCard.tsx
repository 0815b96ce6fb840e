import { t } from "../../language/words";
import { KeyLink } from "../kit/KeyLink";
import { Synchronize } from "../kit/Synchronize";
import { LogOf } from "../kit/AuditList";
import { CardForm } from "../kit/CardForm";
import { CardPage } from "../kit/CardPage";
import { DeleteButton } from "../kit/DeleteButton";
import { ListPage, plain } from "../kit/ListPage";
import { Facts, Moment } from "../kit/Show";
import { CAMERAS } from "../lists/cameras";
import { USERS } from "../lists/users";
import { api, got, once, type Schemas } from "../plane/api";
import type { Card } from "../plane/provider";
import { useMay, useRights } from "../plane/rights";

type Folder = Card<Schemas["Folder"]>;

export default function FolderCard() {
  const may = useMay("places:write");
  const scopes = useRights()?.scopes ?? new Set<string>();
  return (
    <CardPage<Folder>
      resource="folders"
      base="/folders"
      kind={t("Private folder")}
      name={({ key }) => key}
      header={({ id, addressId, createdAt, userCount, devices }) => (
        <Facts
          of={[
            [t("ID"), id],
            [t("Address"), <KeyLink key="address" of={`A:${addressId}`} />],
            [t("Users"), userCount],
            [t("Cameras"), devices.length],
            [t("Created at"), <Moment key="created" at={createdAt} />],
          ]}
        />
      )}
      actions={(folder) => (
        <>
          {scopes.has("sync:write") && (
            <Synchronize
              whose={t("all users of {key}", { key: folder.key })}
              begin={() => got(api.POST("/api/v1/folders/{id}/sync", { params: { path: { id: folder.id }, header: { "Idempotency-Key": once() } } }))}
            />
          )}
          {may && <DeleteButton resource="folders" record={folder} name={folder.key} then="/folders" effect={t("{userCount} users lose its cameras at once.", { userCount: folder.userCount })} />}
        </>
      )}
      tabs={() => [
        {
          at: "",
          label: t("General data"),
          show: (folder) => (
            <CardForm
              resource="folders"
              record={folder}
              groups={[{ fields: [{ source: "editable", label: t("Editable"), kind: "flag" }] }]}
              readOnly={may ? undefined : t("You may see folders and not change them.")}
            />
          ),
        },
        ...(scopes.has("devices:read")
          ? [
              {
                at: "cameras",
                label: t("Cameras (private access)"),
                show: (folder: Folder) => (
                  <ListPage of={{ ...plain(CAMERAS), resource: `folders/${folder.id}/cameras`, to: ({ id }) => `/cameras/${id}`, within: true, filters: [], none: t("No cameras are in it. Attach some on the camera's card.") }} />
                ),
              },
            ]
          : []),
        ...(scopes.has("users:read")
          ? [
              {
                at: "users",
                label: t("Users"),
                show: (folder: Folder) => (
                  <ListPage of={{ ...plain(USERS), resource: `folders/${folder.id}/users`, to: ({ id }) => `/users/${id}`, within: true, filters: [], none: t("Nobody has this folder.") }} />
                ),
              },
            ]
          : []),
        ...(scopes.has("audit:read") ? [{ at: "log", label: t("Log"), show: (folder: Folder) => <LogOf object={`folders/${folder.id}`} /> }] : []),
      ]}
    />
  );
}
