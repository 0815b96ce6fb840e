import { useState } from "react";
import { Create, SaveButton, SimpleForm, Toolbar } from "react-admin";

import { once } from "../plane/api";
import { Fields, type FieldGroup } from "./CardForm";

interface CreateProps {
  readonly resource: string;
  readonly title: string;
  readonly groups: readonly FieldGroup[];
  readonly save?: string;
  /** Where one goes then; to the new card unless said otherwise. */
  readonly redirect?: "edit" | "list" | ((resource?: string, id?: string | number) => string);
  /** What is sent of what was filled in. */
  readonly sent?: (values: Record<string, unknown>) => Record<string, unknown>;
}

/** The page on which something is made; sent twice it is made once. */
export function CreatePage({ resource, title, groups, save = "Create", redirect = "edit", sent }: CreateProps) {
  const [key] = useState(once);
  return (
    <Create
      resource={resource}
      title={title}
      redirect={redirect}
      mutationOptions={{ meta: { key } }}
      transform={(values: Record<string, unknown>) => {
        const filled = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== ""));
        return sent === undefined ? filled : sent(filled);
      }}
    >
      <SimpleForm
        warnWhenUnsavedChanges
        toolbar={
          <Toolbar>
            <SaveButton label={save} alwaysEnable />
          </Toolbar>
        }
      >
        <Fields groups={groups} />
      </SimpleForm>
    </Create>
  );
}
