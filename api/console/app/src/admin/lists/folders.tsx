import { ListPage, type ListOf } from "../kit/ListPage";
import { To } from "../kit/Show";
import type { Schemas } from "../plane/api";

type Row = Schemas["FolderRow"];

export const FOLDERS: ListOf<Row> = {
  resource: "folders",
  title: "Private folders",
  search: "Search by key or address",
  sort: { field: "addressName", order: "ASC" },
  columns: [
    { source: "key", label: "Key", sorts: true },
    { source: "addressName", label: "Address", sorts: true, render: ({ addressId, addressName }) => <To to={`/addresses/${addressId}`}>{addressName ?? addressId}</To> },
    { source: "deviceCount", label: "Cameras", kind: "number", sorts: true },
    { source: "editable", label: "Editable", kind: "flag" },
    { source: "createdAt", label: "Created at", kind: "moment", sorts: true },
    { source: "id", label: "ID", sorts: true },
  ],
  filters: [
    { source: "addressId", label: "Address", kind: "references", of: { resource: "addresses", name: "name", filter: { leaf: true } }, always: true },
    { source: "deviceCountMin", label: "Cameras, at least", kind: "number" },
    { source: "createdFrom", label: "Created from", kind: "moment" },
    { source: "createdTo", label: "Created before", kind: "moment" },
  ],
  creates: { scope: "places:write", label: "Create" },
  exports: "exports/folders",
  none: "There are no private folders yet.",
};

export default function Folders() {
  return <ListPage of={FOLDERS} />;
}
