import { ActionButton } from "../kit/ActionButton";
import { KeyLink } from "../kit/KeyLink";
import { ListPage, type ListOf } from "../kit/ListPage";
import { To } from "../kit/Show";
import { worded } from "../kit/text";
import { api, type Schemas } from "../plane/api";
import { useMay } from "../plane/rights";

type Row = Schemas["Acting"];

function End({ row }: { readonly row: Row }) {
  return useMay("acting:write") ? (
    <ActionButton
      action={{
        label: "End",
        title: "End it?",
        effect: "Whoever acts is out within five seconds.",
        danger: true,
        confirm: "End",
        run: async () => {
          await api.DELETE("/api/v1/users/{id}/acting/{acting}", { params: { path: { id: row.userId, acting: row.id } } });
          return "Ended";
        },
      }}
    />
  ) : null;
}

export const ACTING: ListOf<Row> = {
  resource: "acting",
  title: "Acting for users",
  sort: { field: "startedAt", order: "ASC" },
  to: null,
  columns: [
    { source: "userId", label: "User", render: ({ userId }) => <KeyLink of={`U:${userId}`} /> },
    { source: "administrator", label: "Administrator", render: ({ administrator, administratorLogin }) => <To to={`/administrators/${administrator}`}>{administratorLogin ?? administrator}</To> },
    { source: "purpose", label: "Purpose", render: ({ purpose }) => worded(purpose) },
    { source: "reason", label: "Reason" },
    { source: "startedAt", label: "Since", kind: "moment", sorts: true },
    { source: "expiresAt", label: "Until", kind: "moment" },
  ],
  rowActions: (row) => <End row={row} />,
  none: "Nobody acts for a user now.",
};

export default function Actings() {
  return <ListPage of={ACTING} />;
}
