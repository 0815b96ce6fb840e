import { Box, Button, Chip } from "@mui/material";
import { useGetMany, useListContext } from "react-admin";

import { t } from "../../language/words";
import type { Field } from "./fields";
import { localTime, worded } from "./text";

type Values = Readonly<Record<string, unknown>>;

/** What a filter says, in words. */
export function said({ kind }: { readonly kind?: Field["kind"] | undefined }, value: unknown): string {
  if (Array.isArray(value)) {
    return value.map((one) => said({ kind }, one)).join(", ");
  }
  if (typeof value === "boolean") {
    return value ? "yes" : "no";
  }
  const text = String(value);
  return kind === "moment" ? localTime(text) : kind === "choice" || kind === "choices" ? worded(text) : text;
}

/** The names of what a filter refers to, as soon as they are known. */
function Referred({ field, ids }: { readonly field: Field; readonly ids: readonly string[] }) {
  const { data } = useGetMany<{ id: string }>(field.of?.resource ?? "", { ids: [...ids] });
  const name = field.of?.name ?? "name";
  return <>{ids.map((id) => (data?.find((one) => one.id === id) as Record<string, string> | undefined)?.[name] ?? id).join(", ")}</>;
}

/** What the list is narrowed down by now, each with a way to take it away. */
export function Chips({ fields }: { readonly fields: readonly Field[] }) {
  const { filterValues, setFilters, displayedFilters } = useListContext() as {
    filterValues: Values;
    displayedFilters: Readonly<Record<string, boolean>>;
    setFilters: (filters: Values, displayed: Readonly<Record<string, boolean>>) => void;
  };
  const given = fields.filter(({ source }) => filterValues[source] !== undefined && filterValues[source] !== "");
  if (given.length === 0) {
    return null;
  }
  const without = (source: string, of: Values) => Object.fromEntries(Object.entries(of).filter(([name]) => name !== source));
  return (
    <Box role="group" aria-label={t("Filters")} sx={{ display: "flex", flexWrap: "wrap", gap: 1, p: 1 }}>
      {given.map((field) => {
        const { source, kind, label } = field;
        const value = filterValues[source];
        const remove = () => {
          setFilters(without(source, filterValues), without(source, displayedFilters) as Record<string, boolean>);
        };
        const ids = kind === "reference" || kind === "references" ? [value].flat().map(String) : undefined;
        return (
          <Chip
            key={source}
            size="small"
            title={t("Remove the filter {label}", { label })}
            label={
              <>
                {`${source === "q" ? t("Search") : label}: `}
                {ids === undefined ? said(field, value) : <Referred field={field} ids={ids} />}
              </>
            }
            onClick={remove}
            onDelete={remove}
          />
        );
      })}
      <Button
        size="small"
        onClick={() => {
          setFilters({}, {});
        }}
      >
        {t("Reset")}
      </Button>
    </Box>
  );
}
