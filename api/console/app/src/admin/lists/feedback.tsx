import { Box } from "@mui/material";

import { ActionButton } from "../kit/ActionButton";
import { KeyLink } from "../kit/KeyLink";
import { ListPage, type ListOf } from "../kit/ListPage";
import { api, type Schemas } from "../plane/api";
import { useMay } from "../plane/rights";

type Row = Schemas["FeedbackRow"];

function Settle({ row }: { readonly row: Row }) {
  const closed = row.status === "closed";
  return useMay("messages:write") ? (
    <ActionButton
      action={{
        label: closed ? "Open again" : "Close",
        title: closed ? `Open the feedback of ${row.name} again?` : `Close the feedback of ${row.name}?`,
        effect: row.message,
        confirm: closed ? "Open" : "Close",
        run: async () => {
          await api.PATCH("/api/v1/feedback/{feedback}", { params: { path: { feedback: row.id }, header: { "If-Match": "*" } }, body: { status: closed ? "open" : "closed" } });
          return closed ? "Opened" : "Closed";
        },
      }}
    />
  ) : null;
}

export const FEEDBACK: ListOf<Row> = {
  resource: "feedback",
  title: "Feedback",
  search: "Search by name, email, message",
  sort: { field: "createdAt", order: "DESC" },
  facets: ["status"],
  to: null,
  columns: [
    { source: "name", label: "Name", sorts: true },
    { source: "message", label: "Message", render: ({ message }) => <Box sx={{ minWidth: { sm: "16rem" } }}>{message}</Box> },
    { source: "email", label: "Email" },
    { source: "phone", label: "Phone", render: ({ phone }) => <Box sx={{ whiteSpace: "nowrap" }}>{phone}</Box> },
    { source: "user", label: "User", render: ({ user }) => <KeyLink of={`U:${user}`} /> },
    { source: "administrator", label: "Left by an administrator" , hidden: true },
    { source: "status", label: "Status", kind: "status" },
    { source: "createdAt", label: "Created at", kind: "moment", sorts: true },
  ],
  filters: [{ source: "status", label: "Status", kind: "choices", choices: ["open", "closed"], always: true }],
  rowActions: (row) => <Settle row={row} />,
  none: "Nobody has left feedback yet.",
};

export default function Feedback() {
  return <ListPage of={FEEDBACK} />;
}
