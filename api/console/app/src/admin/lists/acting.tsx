import { t } from "../../language/words";
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
        label: t("End"),
        title: t("End it?"),
        effect: t("Whoever acts is out within five seconds."),
        danger: true,
        confirm: t("End"),
        run: async () => {
          await api.DELETE("/api/v1/users/{id}/acting/{acting}", { params: { path: { id: row.userId, acting: row.id } } });
          return t("Ended");
        },
      }}
    />
  ) : null;
}

export const ACTING: ListOf<Row> = {
  resource: "acting",
  title: t("Acting for users"),
  sort: { field: "startedAt", order: "ASC" },
  to: null,
  columns: [
    { source: "userId", label: t("User"), render: ({ userId }) => <KeyLink of={`U:${userId}`} /> },
    { source: "administrator", label: t("Administrator"), render: ({ administrator, administratorLogin }) => <To to={`/administrators/${administrator}`}>{administratorLogin ?? administrator}</To> },
    { source: "purpose", label: t("Purpose"), render: ({ purpose }) => worded(purpose) },
    { source: "reason", label: t("Reason") },
    { source: "startedAt", label: t("Since"), kind: "moment", sorts: true },
    { source: "expiresAt", label: t("Until"), kind: "moment" },
  ],
  rowActions: (row) => <End row={row} />,
  none: t("Nobody acts for a user now."),
};

export default function Actings() {
  return <ListPage of={ACTING} />;
}
