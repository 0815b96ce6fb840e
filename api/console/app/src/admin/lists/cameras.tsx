import { scopesOf } from "../import/kinds";
import { ListPage, type ListOf } from "../kit/ListPage";
import { BulkRun } from "../kit/BulkRun";
import { counted } from "../kit/text";
import { api, type Schemas } from "../plane/api";

type Row = Schemas["CameraRow"];

function switched(id: string, enabled: boolean): Promise<unknown> {
  return api.PATCH("/api/v1/cameras/{id}", { params: { path: { id }, header: { "If-Match": "*" } }, body: { enabled } as Schemas["CameraFields"] });
}

export const CAMERAS: ListOf<Row> = {
  resource: "cameras",
  title: "Cameras",
  search: "Search by name, ID, serial number",
  sort: { field: "createdAt", order: "DESC" },
  facets: ["status", "source", "service"],
  columns: [
    { source: "name", label: "Name", sorts: true },
    { source: "status", label: "Status", kind: "status", sorts: true },
    { source: "location", label: "Location", sorts: true },
    { source: "enabled", label: "Enabled", kind: "flag" },
    { source: "archive", label: "Archive", render: ({ archive, archiveDays }) => (archive ? archiveDays === undefined ? "All days" : counted(archiveDays, "day", "days") : "None") },
    { source: "publicAccess", label: "Public", kind: "flag", hidden: true },
    { source: "externalId", label: "External ID", sorts: true, hidden: true },
    { source: "serialNumber", label: "Serial number", sorts: true, hidden: true },
    { source: "mac", label: "MAC", hidden: true },
    { source: "service", label: "Service", sorts: true, hidden: true },
    { source: "createdAt", label: "Created at", kind: "moment", sorts: true },
    { source: "id", label: "ID", sorts: true },
  ],
  filters: [
    { source: "status", label: "Status", kind: "choices", choices: ["active", "partially_active", "inactive", "initialization", "empty"], always: true },
    { source: "addressIds", label: "At an address", kind: "references", of: { resource: "addresses", name: "name", filter: { leaf: true } } },
    { source: "folderIds", label: "In a private folder", kind: "references", of: { resource: "folders", name: "key" } },
    { source: "enabled", label: "Enabled", kind: "flag" },
    { source: "publicAccess", label: "Public", kind: "flag" },
    { source: "externalId", label: "External ID" },
    { source: "serialNumber", label: "Serial number" },
    { source: "mac", label: "MAC" },
    { source: "archiveDaysMin", label: "Archive, least days", kind: "number" },
    { source: "archiveDaysMax", label: "Archive, most days", kind: "number" },
    { source: "createdFrom", label: "Created from", kind: "moment" },
    { source: "createdTo", label: "Created before", kind: "moment" },
  ],
  creates: { scope: "devices:write", label: "Create" },
  imports: { to: "/import/cameras", scopes: scopesOf("cameras") },
  exports: "exports/cameras",
  bulk: (
    <>
      <BulkRun scope="devices:write" label="Enable" noun={["camera", "cameras"]} effect="They are served again." each={(id) => switched(id, true)} />
      <BulkRun scope="devices:write" label="Disable" noun={["camera", "cameras"]} effect="Nobody sees them live or in the archive until they are enabled." danger each={(id) => switched(id, false)} />
    </>
  ),
  none: "There are no cameras yet.",
};

export default function Cameras() {
  return <ListPage of={CAMERAS} />;
}
