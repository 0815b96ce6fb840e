import { Box, Typography } from "@mui/material";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { SaveButton, SimpleForm, Toolbar, useDataProvider, useNotify, useRefresh, type RaRecord } from "react-admin";
import { useFormState } from "react-hook-form";

import { t } from "../../language/words";
import { ConflictError } from "../plane/conflict";
import type { JsonObject } from "../plane/patch";
import { faultsOf, told } from "../plane/problem";
import { ConflictDialogue } from "./ConflictDialogue";
import { FieldInput, type Field } from "./fields";
import { Unsaved } from "./Unsaved";

/** Fields under a heading. */
export interface FieldGroup {
  readonly heading?: string;
  readonly fields: readonly Field[];
}

/** Takes whoever sends a form to the first field at fault. */
export function FirstFault() {
  const { errors, submitCount } = useFormState();
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (Object.keys(errors).length > 0) {
      place.current?.closest("form")?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    }
  }, [errors, submitCount]);
  return <span ref={place} hidden />;
}

export function Fields({ groups }: { readonly groups: readonly FieldGroup[] }) {
  return (
    <>
      {groups.map(({ heading, fields }, i) => (
        <Box key={heading ?? i} component="section" sx={{ width: "100%", maxWidth: 640, mb: 1 }}>
          {heading !== undefined && (
            <Typography component="h2" variant="subtitle1" sx={{ mt: 1, fontWeight: 600 }}>
              {heading}
            </Typography>
          )}
          {fields.map((field) => (
            <FieldInput key={field.source} field={field} />
          ))}
        </Box>
      ))}
      <FirstFault />
    </>
  );
}

interface CardFormProps {
  readonly resource: string;
  readonly record: RaRecord<string>;
  readonly groups: readonly FieldGroup[];
  readonly save?: string;
  /** Why nothing can be changed here. */
  readonly readOnly?: string | undefined;
  readonly children?: ReactNode;
}

/** What is changed of a record: only that is sent, with the ETag it was read with. */
function narrowed(record: JsonObject, groups: readonly FieldGroup[]): JsonObject {
  const tops = new Set(groups.flatMap(({ fields }) => fields.map(({ source }) => source.split(".")[0] ?? "")));
  return Object.fromEntries(Object.entries(record).filter(([name]) => tops.has(name) || name === "_etag"));
}

/** The form of a card: saved when the server says so, its faults at the fields, a conflict resolved field by field. */
export function CardForm({ resource, record, groups, save = t("Save"), readOnly, children }: CardFormProps) {
  const provider = useDataProvider();
  const notify = useNotify();
  const refresh = useRefresh();
  const [conflict, setConflict] = useState<ConflictError>();
  const etag = String((record as { _etag?: string })._etag);
  // What was saved is shown anew with another ETag; until then it is no change any more.
  const [savedOver, setSavedOver] = useState<string>();

  async function saved(values: JsonObject, before: JsonObject): Promise<unknown> {
    try {
      await provider.update(resource, { id: record.id, data: narrowed(values, groups), previousData: { ...narrowed(before, groups), id: record.id } });
      setConflict(undefined);
      setSavedOver(etag);
      notify(t("Saved"), { type: "success" });
      refresh();
      return undefined;
    } catch (error) {
      if (error instanceof ConflictError) {
        setConflict(error);
        return undefined;
      }
      notify(told(error), { type: "error", autoHideDuration: null });
      return faultsOf(error);
    }
  }

  const fixed = readOnly === undefined ? groups : groups.map((group) => ({ ...group, fields: group.fields.map((field) => ({ ...field, disabled: true })) }));
  return (
    <>
      {readOnly !== undefined && <Typography sx={{ p: 2, pb: 0 }}>{readOnly}</Typography>}
      <SimpleForm
        key={etag}
        record={record}
        onSubmit={(values: JsonObject) => saved(values, record)}
        toolbar={
          readOnly === undefined ? (
            <Toolbar>
              <SaveButton label={save} />
            </Toolbar>
          ) : (
            false
          )
        }
      >
        <Fields groups={fixed} />
        <Unsaved saved={savedOver === etag} />
        {children}
      </SimpleForm>
      {conflict !== undefined && (
        <ConflictDialogue
          conflict={conflict}
          save={(values, over) => void saved(values, over)}
          giveUp={() => {
            setConflict(undefined);
            refresh();
          }}
        />
      )}
    </>
  );
}
