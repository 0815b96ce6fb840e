import { SearchInput, useListContext } from "react-admin";
import type { ReactElement } from "react";

import { FieldInput, type Field } from "./fields";
import { worded } from "./text";
import { SelectArrayInput } from "react-admin";

type Facets = Readonly<Record<string, readonly { code: string; count: number }[]>>;

/** A choice of codes, each with how many rows have it. */
function CountedChoice({ field }: { readonly field: Field }) {
  const { meta } = useListContext() as { meta?: { facets?: Facets } };
  const counts = meta?.facets?.[field.source];
  const codes = field.choices ?? counts?.map(({ code }) => code) ?? [];
  const choices = codes.map((code) => {
    const count = counts?.find((one) => one.code === code)?.count;
    return { id: code, name: count === undefined ? worded(code) : `${worded(code)} (${count})` };
  });
  return <SelectArrayInput source={field.source} label={field.label} choices={choices} helperText={false} sx={{ minWidth: 180 }} />;
}

interface FilterProps {
  readonly field: Field;
  readonly search: boolean;
  readonly source: string;
  readonly label: string;
  readonly alwaysOn?: boolean;
}

function Filter({ field, search }: FilterProps) {
  if (search) {
    return <SearchInput source={field.source} placeholder={field.label} slotProps={{ htmlInput: { "aria-label": field.label } }} sx={{ minWidth: { xs: "100%", sm: 260 } }} />;
  }
  return field.kind === "choices" ? <CountedChoice field={field} /> : <FieldInput field={field} />;
}

/** A filter of a list; one that is not always there can be added and removed. */
export function filterInput(field: Field, always: boolean, search = false): ReactElement {
  return <Filter key={field.source} field={field} search={search} source={field.source} label={field.label} {...(always ? { alwaysOn: true } : {})} />;
}
