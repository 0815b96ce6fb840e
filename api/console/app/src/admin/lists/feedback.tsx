import { Box } from "@mui/material";

import { t } from "../../language/words";
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
        label: closed ? t("Open again") : t("Close"),
        title: closed ? t("Open the feedback of {name} again?", { name: row.name }) : t("Close the feedback of {name}?", { name: row.name }),
        effect: row.message,
        confirm: closed ? t("Open again") : t("Close"),
        run: async () => {
          await api.PATCH("/api/v1/feedback/{feedback}", { params: { path: { feedback: row.id }, header: { "If-Match": "*" } }, body: { status: closed ? "open" : "closed" } });
          return closed ? t("Opened") : t("Closed");
        },
      }}
    />
  ) : null;
}

export const FEEDBACK: ListOf<Row> = {
  resource: "feedback",
  title: t("Feedback"),
  search: t("Search by name, email, message"),
  sort: { field: "createdAt", order: "DESC" },
  facets: ["status"],
  to: null,
  columns: [
    { source: "name", label: t("Name"), sorts: true },
    { source: "message", label: t("Message"), render: ({ message }) => <Box sx={{ minWidth: { sm: "16rem" } }}>{message}</Box> },
    { source: "email", label: t("Email") },
    { source: "phone", label: t("Phone"), render: ({ phone }) => <Box sx={{ whiteSpace: "nowrap" }}>{phone}</Box> },
    { source: "user", label: t("User"), render: ({ user }) => <KeyLink of={`U:${user}`} /> },
    { source: "administrator", label: t("Left by an administrator") , hidden: true },
    { source: "status", label: t("Status"), kind: "status" },
    { source: "createdAt", label: t("Created at"), kind: "moment", sorts: true },
  ],
  filters: [{ source: "status", label: t("Status"), kind: "choices", choices: ["open", "closed"], always: true }],
  rowActions: (row) => <Settle row={row} />,
  none: t("Nobody has left feedback yet."),
};

export default function Feedback() {
  return <ListPage of={FEEDBACK} />;
}
