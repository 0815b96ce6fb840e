import type { FieldGroup } from "../kit/CardForm";
import { PERMISSIONS } from "./administrator-fields";

export const ROLE_FIELDS: readonly FieldGroup[] = [
  {
    fields: [
      { source: "name", label: "Name", required: true },
      PERMISSIONS,
      { source: "individualAccess", label: "Only users whom the own circle made", kind: "flag" },
    ],
  },
];
