import { useState } from "react";
import { Create, SaveButton, SimpleForm, Toolbar } from "react-admin";

import { t } from "../../language/words";
import { once } from "../plane/api";
import { Fields, type FieldGroup } from "./CardForm";
import { Unsaved } from "./Unsaved";

interface CreateProps {
  readonly resource: string;
  readonly title: string;
  readonly groups: readonly FieldGroup[];
  readonly save?: string;
  /** Where one goes then; to the new card unless said otherwise. */
  readonly redirect?: "edit" | "list" | ((resource?: string, id?: string | number) => string);
  /** What is wrong besides, by field; what fields say of themselves is not asked then. */
  readonly check?: (values: Record<string, unknown>) => Record<string, string>;
  /** What is sent of what was filled in. */
  readonly sent?: (values: Record<string, unknown>) => Record<string, unknown>;
}

/** What was filled in, also of what is nested. */
export function withoutEmpty(values: Record<string, unknown>): Record<string, unknown> {
  const filled = Object.entries(values).map(([name, value]) => [name, isPlain(value) ? withoutEmpty(value) : value] as const);
  return Object.fromEntries(filled.filter(([, value]) => value !== undefined && value !== null && value !== "" && !(isPlain(value) && Object.keys(value).length === 0)));
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** The page on which something is made; sent twice it is made once. */
export function CreatePage({ resource, title, groups, save = t("Create"), redirect = "edit", sent, check }: CreateProps) {
  const [key] = useState(once);
  return (
    <Create
      resource={resource}
      title={title}
      redirect={redirect}
      mutationOptions={{ meta: { key } }}
      transform={(values: Record<string, unknown>) => {
        const filled = withoutEmpty(values);
        return sent === undefined ? filled : sent(filled);
      }}
    >
      <SimpleForm
        {...(check === undefined ? {} : { validate: check })}
        toolbar={
          <Toolbar>
            <SaveButton label={save} alwaysEnable />
          </Toolbar>
        }
      >
        <Fields groups={groups} />
        <Unsaved />
      </SimpleForm>
    </Create>
  );
}
