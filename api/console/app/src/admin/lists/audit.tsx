import { t } from "../../language/words";
import { auditOf } from "../kit/AuditList";
import { ListPage } from "../kit/ListPage";

/** Who did what, newest first. */
export default function Audit() {
  return (
    <ListPage
      of={auditOf("audit", t("Audit"), {
        exports: "audit/export",
        filters: [
          { source: "object", label: t("Object, such as users/42"), always: true },
          { source: "actor", label: t("Who (ID)") },
          { source: "onBehalfOf", label: t("On behalf of (ID)") },
          { source: "operation", label: t("Operation begins with") },
          { source: "requestId", label: t("Request") },
          { source: "from", label: t("From"), kind: "moment" },
          { source: "to", label: t("Before"), kind: "moment" },
        ],
      })}
    />
  );
}
