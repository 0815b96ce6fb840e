import { t } from "../../language/words";
import { KeyLink } from "../kit/KeyLink";
import { ListPage, type ListOf } from "../kit/ListPage";
import type { Schemas } from "../plane/api";

type Row = Schemas["IntercomRow"];

export const INTERCOMS: ListOf<Row> = {
  resource: "intercoms",
  title: t("Intercoms"),
  search: t("Search by name, address, serial number"),
  sort: { field: "createdAt", order: "DESC" },
  facets: ["availability", "operationalStatus", "vendor"],
  columns: [
    { source: "name", label: t("Name"), sorts: true },
    { source: "addressLabel", label: t("Address"), sorts: true, render: ({ addressId, addressLabel }) => (addressId === undefined ? addressLabel : <KeyLink of={`A:${addressId}`} name={addressLabel} />) },
    { source: "department", label: t("Department"), sorts: true, render: ({ department, departmentName }) => departmentName ?? department },
    { source: "availability", label: t("Availability"), kind: "status", sorts: true },
    { source: "operationalStatus", label: t("Status"), kind: "status", sorts: true },
    { source: "vendor", label: t("Vendor"), sorts: true },
    { source: "model", label: t("Model"), sorts: true },
    { source: "keyCount", label: t("Keys"), kind: "number", sorts: true },
    { source: "createdAt", label: t("Created at"), kind: "moment", sorts: true },
    { source: "id", label: t("ID"), sorts: true, hidden: true },
  ],
  filters: [
    { source: "availability", label: t("Availability"), kind: "choices", choices: ["online", "offline"], always: true },
    { source: "operationalStatus", label: t("Status"), kind: "choices", choices: ["not_installed", "initializing", "installed"] },
    { source: "vendor", label: t("Vendor"), kind: "choices" },
    { source: "addressId", label: t("At an address"), kind: "references", of: { resource: "addresses", name: "name", filter: { leaf: true } } },
    { source: "createdFrom", label: t("Created from"), kind: "moment" },
    { source: "createdTo", label: t("Created before"), kind: "moment" },
  ],
  creates: { scope: "devices:write", label: t("Create") },
  exports: "exports/intercoms",
  none: t("There are no intercoms yet."),
};

export default function Intercoms() {
  return <ListPage of={INTERCOMS} />;
}
