import type { FieldGroup } from "../kit/CardForm";

/** What a camera has, besides where it hangs. */
export const CAMERA_FIELDS: readonly FieldGroup[] = [
  {
    heading: "Camera",
    fields: [
      { source: "name", label: "Name", required: true },
      { source: "enabled", label: "Enabled", kind: "flag", initial: true },
      { source: "publicAccess", label: "Public", kind: "flag", initial: false },
      { source: "archive", label: "Archive", kind: "flag", initial: true },
      { source: "archiveDays", label: "Archive, days", kind: "number" },
      { source: "mode", label: "Recording", kind: "choice", choices: ["continuous", "motion", "off"] },
    ],
  },
  {
    heading: "Identification",
    fields: [
      { source: "externalId", label: "External ID" },
      { source: "serialNumber", label: "Serial number" },
      { source: "mac", label: "MAC" },
      { source: "service", label: "Service" },
      { source: "csa", label: "CSA" },
      { source: "installationCsa", label: "CSA of the installation" },
    ],
  },
];

export const INTERCOM_FIELDS: readonly FieldGroup[] = [
  {
    heading: "Intercom",
    fields: [
      { source: "name", label: "Name", required: true },
      { source: "addressId", label: "Address", kind: "reference", of: { resource: "addresses", name: "name", filter: { leaf: true } } },
      { source: "department", label: "Department", kind: "number" },
      { source: "departmentName", label: "Name of the department" },
      { source: "departmentType", label: "Type of the department", kind: "choice", choices: ["main", "side"] },
      { source: "flatFrom", label: "Apartments from", kind: "number", required: true },
      { source: "flatTo", label: "Apartments to", kind: "number", required: true },
    ],
  },
  {
    heading: "Device",
    fields: [
      { source: "vendor", label: "Vendor" },
      { source: "model", label: "Model" },
      { source: "mac", label: "MAC" },
      { source: "serialNumber", label: "Serial number" },
      { source: "externalId", label: "External ID" },
      { source: "connectionType", label: "Connection", kind: "choice", choices: ["matrix_switching", "fixed", "smart", "combined_1", "combined_2"] },
      { source: "doorOpenSeconds", label: "The door stays open, seconds", kind: "number" },
      { source: "restrictLive", label: "No live view", kind: "flag" },
      { source: "restrictArchive", label: "No archive", kind: "flag" },
    ],
  },
];

export const ADDRESS_FIELDS: readonly FieldGroup[] = [
  {
    fields: [
      { source: "name", label: "Name", required: true },
      { source: "parentId", label: "Part of", kind: "reference", of: { resource: "addresses", name: "name" } },
      { source: "externalId", label: "External ID" },
      { source: "csa", label: "CSA" },
      { source: "contractNumber", label: "Contract number" },
    ],
  },
];

/** The id that a new one of these gets; it is chosen by who makes it. */
export const ID_FIELD = { source: "id", label: "ID", required: true, help: "Letters, digits, dots, colons and hyphens; it stays for ever" } as const;
