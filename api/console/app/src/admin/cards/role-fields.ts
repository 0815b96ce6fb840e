import { t } from "../../language/words";
import type { FieldGroup } from "../kit/CardForm";
import { PERMISSIONS } from "./administrator-fields";

export const ROLE_FIELDS: readonly FieldGroup[] = [
  {
    fields: [
      { source: "name", label: t("Name"), required: true },
      PERMISSIONS,
      { source: "individualAccess", label: t("Only users whom the own circle made"), kind: "flag" },
    ],
  },
];
