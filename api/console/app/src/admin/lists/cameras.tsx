import { t } from "../../language/words";
import { scopesOf } from "../import/kinds";
import { ListPage, type ListOf } from "../kit/ListPage";
import { BulkRun } from "../kit/BulkRun";
import { api, type Schemas } from "../plane/api";

type Row = Schemas["CameraRow"];

function cameras(count: number): string {
  return t("{count, plural, one {# camera} other {# cameras}}", { count });
}

function switched(id: string, enabled: boolean): Promise<unknown> {
  return api.PATCH("/api/v1/cameras/{id}", { params: { path: { id }, header: { "If-Match": "*" } }, body: { enabled } as Schemas["CameraFields"] });
}

export const CAMERAS: ListOf<Row> = {
  resource: "cameras",
  title: t("Cameras"),
  search: t("Search by name, ID, serial number"),
  sort: { field: "createdAt", order: "DESC" },
  facets: ["status", "source", "service"],
  columns: [
    { source: "name", label: t("Name"), sorts: true },
    { source: "status", label: t("Status"), kind: "status", sorts: true },
    { source: "location", label: t("Location"), sorts: true },
    { source: "enabled", label: t("Enabled"), kind: "flag" },
    { source: "archive", label: t("Archive"), render: ({ archive, archiveDays }) => (archive ? archiveDays === undefined ? t("All days") : t("{archiveDays, plural, one {# day} other {# days}}", { archiveDays }) : t("None")) },
    { source: "publicAccess", label: t("Public"), kind: "flag", hidden: true },
    { source: "externalId", label: t("External ID"), sorts: true, hidden: true },
    { source: "serialNumber", label: t("Serial number"), sorts: true, hidden: true },
    { source: "mac", label: t("MAC"), hidden: true },
    { source: "service", label: t("Service"), sorts: true, hidden: true },
    { source: "createdAt", label: t("Created at"), kind: "moment", sorts: true },
    { source: "id", label: t("ID"), sorts: true },
  ],
  filters: [
    { source: "status", label: t("Status"), kind: "choices", choices: ["active", "partially_active", "inactive", "initialization", "empty"], always: true },
    { source: "addressIds", label: t("At an address"), kind: "references", of: { resource: "addresses", name: "name", filter: { leaf: true } } },
    { source: "folderIds", label: t("In a private folder"), kind: "references", of: { resource: "folders", name: "key" } },
    { source: "enabled", label: t("Enabled"), kind: "flag" },
    { source: "publicAccess", label: t("Public"), kind: "flag" },
    { source: "externalId", label: t("External ID") },
    { source: "serialNumber", label: t("Serial number") },
    { source: "mac", label: t("MAC") },
    { source: "archiveDaysMin", label: t("Archive, least days"), kind: "number" },
    { source: "archiveDaysMax", label: t("Archive, most days"), kind: "number" },
    { source: "createdFrom", label: t("Created from"), kind: "moment" },
    { source: "createdTo", label: t("Created before"), kind: "moment" },
  ],
  creates: { scope: "devices:write", label: t("Create") },
  imports: { to: "/import/cameras", scopes: scopesOf("cameras") },
  exports: "exports/cameras",
  bulk: (
    <>
      <BulkRun scope="devices:write" label={t("Enable")} counted={cameras} effect={t("They are served again.")} each={(id) => switched(id, true)} />
      <BulkRun scope="devices:write" label={t("Disable")} counted={cameras} effect={t("Nobody sees them live or in the archive until they are enabled.")} danger each={(id) => switched(id, false)} />
    </>
  ),
  none: t("There are no cameras yet."),
};

export default function Cameras() {
  return <ListPage of={CAMERAS} />;
}
