import { t } from "../../language/words";
import { Synchronize } from "../kit/Synchronize";
import { LogOf } from "../kit/AuditList";
import { CardForm } from "../kit/CardForm";
import { CardPage } from "../kit/CardPage";
import { DeleteButton } from "../kit/DeleteButton";
import { ListPage, plain } from "../kit/ListPage";
import { Facts, Moment } from "../kit/Show";
import { ADDRESSES } from "../lists/addresses";
import { CAMERAS } from "../lists/cameras";
import { FOLDERS } from "../lists/folders";
import { INTERCOMS } from "../lists/intercoms";
import { USERS } from "../lists/users";
import { api, got, once, type Schemas } from "../plane/api";
import type { Card } from "../plane/provider";
import { useMay, useRights } from "../plane/rights";
import { ADDRESS_FIELDS } from "./fields";

type Address = Card<Schemas["Address"]>;

export default function AddressCard() {
  const may = useMay("places:write");
  const scopes = useRights()?.scopes ?? new Set<string>();
  return (
    <CardPage<Address>
      resource="addresses"
      base="/addresses"
      kind={t("Address")}
      name={({ name }) => name}
      header={({ id, createdAt, childCount, userCount, devices }) => (
        <Facts
          of={[
            [t("ID"), id],
            [t("Parts"), childCount],
            [t("Users"), userCount],
            [t("Devices"), devices.length],
            [t("Created at"), <Moment key="created" at={createdAt} />],
          ]}
        />
      )}
      actions={(address) => (
        <>
          {scopes.has("sync:write") && (
            <Synchronize
              whose={t("all users of {name}", { name: address.name })}
              begin={() => got(api.POST("/api/v1/addresses/{id}/sync", { params: { path: { id: address.id }, header: { "Idempotency-Key": once() } } }))}
            />
          )}
          {may && (
            <DeleteButton
              resource="addresses"
              record={address}
              name={address.name}
              then="/addresses"
              effect={t("Only an address without parts, folders and devices can be deleted.")}
            />
          )}
        </>
      )}
      tabs={({ leaf }) => [
        {
          at: "",
          label: t("General data"),
          show: (address) => <CardForm resource="addresses" record={address} groups={ADDRESS_FIELDS} readOnly={may ? undefined : t("You may see addresses and not change them.")} />,
        },
        ...(leaf
          ? []
          : [{ at: "parts", label: t("Parts"), show: (address: Address) => <ListPage of={{ ...plain(ADDRESSES), within: true, filters: [], filter: { parentId: address.id }, none: t("It has no parts.") }} /> }]),
        ...(scopes.has("devices:read")
          ? [
              {
                at: "cameras",
                label: t("Cameras (public access)"),
                show: (address: Address) => (
                  <ListPage of={{ ...plain(CAMERAS), resource: `addresses/${address.id}/cameras`, to: ({ id }) => `/cameras/${id}`, within: true, filters: [], none: t("No cameras hang here. Attach some on the camera's card.") }} />
                ),
              },
              {
                at: "intercoms",
                label: t("Intercoms"),
                show: (address: Address) => (
                  <ListPage of={{ ...plain(INTERCOMS), resource: `addresses/${address.id}/intercoms`, to: ({ id }) => `/intercoms/${id}`, within: true, filters: [], none: t("There are no intercoms here.") }} />
                ),
              },
            ]
          : []),
        { at: "folders", label: t("Private folders"), show: (address: Address) => <ListPage of={{ ...plain(FOLDERS), within: true, filters: [], filter: { addressId: address.id }, none: t("There are no private folders here.") }} /> },
        ...(scopes.has("users:read")
          ? [
              {
                at: "users",
                label: t("Users"),
                show: (address: Address) => (
                  <ListPage of={{ ...plain(USERS), resource: `addresses/${address.id}/users`, to: ({ id }) => `/users/${id}`, within: true, filters: [], none: t("Nobody has this address.") }} />
                ),
              },
            ]
          : []),
        ...(scopes.has("audit:read") ? [{ at: "log", label: t("Log"), show: (address: Address) => <LogOf object={`addresses/${address.id}`} /> }] : []),
      ]}
    />
  );
}
