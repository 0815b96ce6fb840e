import { t } from "../../language/words";
import type { Schemas } from "../plane/api";
import { ActionButton } from "./ActionButton";
import { ListPage } from "./ListPage";
import { Flag } from "./Show";

interface SessionsProps {
  /** The list's path below `/api/v1/`. */
  readonly resource: string;
  readonly may: boolean;
  /** The question before one is ended, and what that does. */
  readonly title: string;
  readonly effect: string;
  readonly end: (session: string) => Promise<unknown>;
  readonly none: string;
}

/** Where an administrator is signed in, and the end of each but the one it is looked at with. */
export function Sessions({ resource, may, title, effect, end, none }: SessionsProps) {
  return (
    <ListPage<Schemas["Session"]>
      of={{
        resource,
        title: t("Sessions"),
        within: true,
        sort: { field: "createdAt", order: "DESC" },
        to: null,
        columns: [
          { source: "createdAt", label: t("Signed in"), kind: "moment", sorts: true },
          { source: "seenAt", label: t("Seen"), kind: "moment" },
          { source: "expiresAt", label: t("Ends at the latest"), kind: "moment" },
          { source: "address", label: t("From") },
          { source: "userAgent", label: t("Browser"), render: ({ userAgent }) => <span style={{ overflowWrap: "anywhere" }}>{userAgent}</span> },
          { source: "current", label: t("This one"), render: ({ current }) => <Flag on={current} /> },
        ],
        rowActions: (row) =>
          may && (
            <ActionButton
              action={{
                label: t("End"),
                title,
                effect,
                danger: true,
                disabled: row.current,
                because: row.current ? t("It is the one you use. Sign out instead") : undefined,
                confirm: t("End"),
                run: async () => {
                  await end(row.id);
                  return t("Ended");
                },
              }}
            />
          ),
        none,
      }}
    />
  );
}
