import { auditOf } from "../kit/AuditList";
import { ListPage } from "../kit/ListPage";

/** Who did what, newest first. */
export default function Audit() {
  return (
    <ListPage
      of={auditOf("audit", "Audit", {
        exports: "audit/export",
        filters: [
          { source: "object", label: "Object, such as users/42", always: true },
          { source: "actor", label: "Who (ID)" },
          { source: "onBehalfOf", label: "On behalf of (ID)" },
          { source: "operation", label: "Operation begins with" },
          { source: "requestId", label: "Request" },
          { source: "from", label: "From", kind: "moment" },
          { source: "to", label: "Before", kind: "moment" },
        ],
      })}
    />
  );
}
