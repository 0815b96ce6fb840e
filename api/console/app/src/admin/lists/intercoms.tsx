import { KeyLink } from "../kit/KeyLink";
import { ListPage, type ListOf } from "../kit/ListPage";
import type { Schemas } from "../plane/api";

type Row = Schemas["IntercomRow"];

export const INTERCOMS: ListOf<Row> = {
  resource: "intercoms",
  title: "Intercoms",
  search: "Search by name, address, serial number",
  sort: { field: "createdAt", order: "DESC" },
  facets: ["availability", "operationalStatus", "vendor"],
  columns: [
    { source: "name", label: "Name", sorts: true },
    { source: "addressLabel", label: "Address", sorts: true, render: ({ addressId, addressLabel }) => (addressId === undefined ? addressLabel : <KeyLink of={`A:${addressId}`} name={addressLabel} />) },
    { source: "department", label: "Department", sorts: true, render: ({ department, departmentName }) => departmentName ?? department },
    { source: "availability", label: "Availability", kind: "status", sorts: true },
    { source: "operationalStatus", label: "Status", kind: "status", sorts: true },
    { source: "vendor", label: "Vendor", sorts: true },
    { source: "model", label: "Model", sorts: true },
    { source: "keyCount", label: "Keys", kind: "number", sorts: true },
    { source: "createdAt", label: "Created at", kind: "moment", sorts: true },
    { source: "id", label: "ID", sorts: true, hidden: true },
  ],
  filters: [
    { source: "availability", label: "Availability", kind: "choices", choices: ["online", "offline"], always: true },
    { source: "operationalStatus", label: "Status", kind: "choices", choices: ["not_installed", "initializing", "installed"] },
    { source: "vendor", label: "Vendor", kind: "choices" },
    { source: "addressId", label: "At an address", kind: "references", of: { resource: "addresses", name: "name", filter: { leaf: true } } },
    { source: "createdFrom", label: "Created from", kind: "moment" },
    { source: "createdTo", label: "Created before", kind: "moment" },
  ],
  creates: { scope: "devices:write", label: "Create" },
  exports: "exports/intercoms",
  none: "There are no intercoms yet.",
};

export default function Intercoms() {
  return <ListPage of={INTERCOMS} />;
}
