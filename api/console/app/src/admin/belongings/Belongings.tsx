import type { ReactNode } from "react";

import { t } from "../../language/words";
import { ActionButton } from "../kit/ActionButton";
import { withoutEmpty } from "../kit/CreatePage";
import type { Field } from "../kit/fields";
import { ListPage, type Column } from "../kit/ListPage";
import type { JsonObject } from "../plane/patch";
import { add, only } from "./changes";
import { Delete } from "./Delete";
import { Edit } from "./Edit";
import type { Holder } from "./holder";
import { Shares, type SharesProps } from "./Shares";

interface Belonging {
  readonly id: string;
  readonly name: string;
}

interface BelongingsProps<T extends Belonging> {
  readonly holder: Holder;
  /** How the list is called in the user's path. */
  readonly list: "own-cameras" | "trackers" | "monitoring-objects";
  readonly title: string;
  /** One of them, as its button says it. */
  readonly thing: string;
  readonly columns: readonly Column<T>[];
  /** What the forms ask for. */
  readonly fields: readonly Field[];
  readonly initial?: JsonObject;
  /** What the form of one shows, where that is not what it is asked for. */
  readonly form?: (thing: JsonObject) => JsonObject;
  /** Whether it is the user's own, and not another's who shares it. */
  readonly owns: (row: T) => boolean;
  readonly mayEdit: (row: T) => boolean;
  readonly rights: SharesProps["rights"];
  /** What deleting one leads to. */
  readonly deleting: string;
  /** What the page says while there are none. */
  readonly none: string;
  /** What else can be done with one's own. */
  readonly more?: (row: T) => ReactNode;
}

/** Things that a user owns or was given: added, edited, shared and deleted as the user may. */
export function Belongings<T extends Belonging>({ holder, list, title, thing, columns, fields, initial = {}, form, owns, mayEdit, rights, deleting, none, more }: BelongingsProps<T>) {
  const resource = `users/${holder.path}/${list}`;
  return (
    <ListPage<T>
      of={{
        resource,
        title,
        within: true,
        to: null,
        columns,
        actions: holder.may && (
          <ActionButton<Record<string, unknown>>
            action={{
              label: t("Add {thing}", { thing }),
              title: t("A {thing} for {name}", { thing, name: holder.name }),
              initial,
              fields,
              confirm: t("Add"),
              run: async (values) => {
                await add(resource, withoutEmpty(values));
                return t("Added");
              },
            }}
          />
        ),
        rowActions: (row) => {
          const of = `${resource}/${encodeURIComponent(row.id)}`;
          return (
            holder.may && (
              <>
                {mayEdit(row) && <Edit of={of} name={row.name} fields={fields} form={form ?? ((one) => only(one, fields.map(({ source }) => source)))} />}
                {owns(row) && (
                  <>
                    {more?.(row)}
                    <Shares of={of} name={row.name} rights={rights} />
                    <Delete of={of} name={row.name} effect={deleting} />
                  </>
                )}
              </>
            )
          );
        },
        none,
      }}
    />
  );
}
