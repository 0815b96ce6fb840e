import { t } from "../../language/words";
import type { FieldGroup } from "../kit/CardForm";

/** What a camera has, besides where it hangs. */
export const CAMERA_FIELDS: readonly FieldGroup[] = [
  {
    heading: t("Camera"),
    fields: [
      { source: "name", label: t("Name"), required: true },
      { source: "enabled", label: t("Enabled"), kind: "flag", initial: true },
      { source: "publicAccess", label: t("Public"), kind: "flag", initial: false },
      { source: "archive", label: t("Archive"), kind: "flag", initial: true },
      { source: "archiveDays", label: t("Archive, days"), kind: "number" },
      { source: "mode", label: t("Recording"), kind: "choice", choices: ["continuous", "motion", "off"] },
    ],
  },
  {
    heading: t("Identification"),
    fields: [
      { source: "externalId", label: t("External ID") },
      { source: "serialNumber", label: t("Serial number") },
      { source: "mac", label: t("MAC") },
      { source: "service", label: t("Service") },
      { source: "csa", label: t("CSA") },
      { source: "installationCsa", label: t("CSA of the installation") },
    ],
  },
];

export const INTERCOM_FIELDS: readonly FieldGroup[] = [
  {
    heading: t("Intercom"),
    fields: [
      { source: "name", label: t("Name"), required: true },
      { source: "addressId", label: t("Address"), kind: "reference", of: { resource: "addresses", name: "name", filter: { leaf: true } } },
      { source: "department", label: t("Department"), kind: "number" },
      { source: "departmentName", label: t("Name of the department") },
      { source: "departmentType", label: t("Type of the department"), kind: "choice", choices: ["main", "side"] },
      { source: "flatFrom", label: t("Apartments from"), kind: "number", required: true },
      { source: "flatTo", label: t("Apartments to"), kind: "number", required: true },
    ],
  },
  {
    heading: t("Device"),
    fields: [
      { source: "vendor", label: t("Vendor") },
      { source: "model", label: t("Model") },
      { source: "mac", label: t("MAC") },
      { source: "serialNumber", label: t("Serial number") },
      { source: "externalId", label: t("External ID") },
      { source: "connectionType", label: t("Connection"), kind: "choice", choices: ["matrix_switching", "fixed", "smart", "combined_1", "combined_2"] },
      { source: "doorOpenSeconds", label: t("The door stays open, seconds"), kind: "number" },
      { source: "restrictLive", label: t("No live view"), kind: "flag" },
      { source: "restrictArchive", label: t("No archive"), kind: "flag" },
    ],
  },
];

export const ADDRESS_FIELDS: readonly FieldGroup[] = [
  {
    fields: [
      { source: "name", label: t("Name"), required: true },
      { source: "parentId", label: t("Part of"), kind: "reference", of: { resource: "addresses", name: "name" } },
      { source: "externalId", label: t("External ID") },
      { source: "csa", label: t("CSA") },
      { source: "contractNumber", label: t("Contract number") },
    ],
  },
];

/** The id that a new one of these gets; it is chosen by who makes it. */
export const ID_FIELD = { source: "id", label: t("ID"), required: true, help: t("Letters, digits, dots, colons and hyphens; it stays for ever") } as const;
