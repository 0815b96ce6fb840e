import { t } from "../../language/words";
import { ListPage, type ListOf } from "../kit/ListPage";
import { To } from "../kit/Show";
import type { Schemas } from "../plane/api";

type Row = Schemas["FolderRow"];

export const FOLDERS: ListOf<Row> = {
  resource: "folders",
  title: t("Private folders"),
  search: t("Search by key or address"),
  sort: { field: "addressName", order: "ASC" },
  columns: [
    { source: "key", label: t("Key"), sorts: true },
    { source: "addressName", label: t("Address"), sorts: true, render: ({ addressId, addressName }) => <To to={`/addresses/${addressId}`}>{addressName ?? addressId}</To> },
    { source: "deviceCount", label: t("Cameras"), kind: "number", sorts: true },
    { source: "editable", label: t("Editable"), kind: "flag" },
    { source: "createdAt", label: t("Created at"), kind: "moment", sorts: true },
    { source: "id", label: t("ID"), sorts: true },
  ],
  filters: [
    { source: "addressId", label: t("Address"), kind: "references", of: { resource: "addresses", name: "name", filter: { leaf: true } }, always: true },
    { source: "deviceCountMin", label: t("Cameras, at least"), kind: "number" },
    { source: "createdFrom", label: t("Created from"), kind: "moment" },
    { source: "createdTo", label: t("Created before"), kind: "moment" },
  ],
  creates: { scope: "places:write", label: t("Create") },
  exports: "exports/folders",
  none: t("There are no private folders yet."),
};

export default function Folders() {
  return <ListPage of={FOLDERS} />;
}
