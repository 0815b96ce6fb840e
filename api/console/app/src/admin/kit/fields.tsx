import {
  AutocompleteArrayInput,
  AutocompleteInput,
  BooleanInput,
  DateTimeInput,
  NumberInput,
  PasswordInput,
  ReferenceArrayInput,
  ReferenceInput,
  SelectArrayInput,
  SelectInput,
  TextInput,
} from "react-admin";

import { t } from "../../language/words";
import { NewPassword, type PasswordOf } from "./NewPassword";
import { worded } from "./text";

/** One thing that a form, a dialogue or a filter asks for. */
export interface Field {
  /** Where its value is in the record, with dots. */
  readonly source: string;
  readonly label: string;
  readonly kind?: "text" | "long" | "number" | "flag" | "choice" | "choices" | "moment" | "password" | "reference" | "references" | "mail" | "tags";
  /** The codes of a choice. */
  readonly choices?: readonly string[];
  /** What they are called, where that is another than the code in words. */
  readonly named?: Readonly<Record<string, string>>;
  /** What a reference is of: a resource, and the field that names one. */
  readonly of?: { readonly resource: string; readonly name: string; readonly filter?: Readonly<Record<string, unknown>> };
  readonly required?: boolean;
  readonly help?: string;
  readonly disabled?: boolean;
  readonly initial?: unknown;
  /** Of a password that is set for somebody: whose, and where it is typed again. */
  readonly passwordOf?: PasswordOf;
  readonly again?: string;
  /** The field that has to say the same. */
  readonly sameAs?: string;
}

/** What is said of a field that has to be filled in. */
export function needed(value: unknown): string | undefined {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0) ? t("This is needed") : undefined;
}

function alike(source: string): (value: unknown, values: Readonly<Record<string, unknown>>) => string | undefined {
  return (value, values) => (value === values[source] ? undefined : t("The two differ"));
}

function chosen(codes: readonly string[], named: Readonly<Record<string, string>> = {}): { id: string; name: string }[] {
  return codes.map((code) => ({ id: code, name: named[code] ?? worded(code) }));
}

/** The input of a field, in any form of react-admin. */
export function FieldInput({ field, always }: { readonly field: Field; readonly always?: boolean }) {
  const { source, label, kind = "text", choices = [], named, of } = field;
  const common = {
    source,
    label,
    helperText: field.help ?? false,
    ...(field.disabled === true ? { disabled: true } : {}),
    ...(field.required === true ? { validate: field.sameAs === undefined ? needed : [needed, alike(field.sameAs)], isRequired: true } : {}),
    ...(field.initial === undefined ? {} : { defaultValue: field.initial as never }),
    ...(always === true ? { alwaysOn: true } : {}),
  } as const;
  switch (kind) {
    case "text":
    case "mail":
      return <TextInput {...common} type={kind === "mail" ? "email" : "text"} />;
    case "long":
      return <TextInput {...common} multiline minRows={3} />;
    case "number":
      return <NumberInput {...common} />;
    case "flag":
      return <BooleanInput {...common} />;
    case "choice":
      return <SelectInput {...common} choices={chosen(choices, named)} emptyText={field.required === true ? false : "–"} />;
    case "choices":
      return <SelectArrayInput {...common} choices={chosen(choices, named)} />;
    case "tags":
      return <AutocompleteArrayInput {...common} choices={chosen(choices)} onCreate={(code) => ({ id: code ?? "", name: code ?? "" })} />;
    case "moment":
      return <DateTimeInput {...common} format={local} parse={(value: string) => (value === "" ? undefined : new Date(value).toISOString())} />;
    case "password":
      return field.passwordOf === undefined ? (
        <PasswordInput {...common} autoComplete="new-password" />
      ) : (
        <NewPassword source={source} label={label} of={field.passwordOf} again={field.again} />
      );
    case "reference":
      return (
        <ReferenceInput source={source} reference={of?.resource ?? ""} filter={of?.filter ?? {}} sort={{ field: "", order: "ASC" }} perPage={25}>
          <AutocompleteInput {...common} optionText={of?.name ?? "name"} filterToQuery={(text: string) => (text === "" ? {} : { q: text })} />
        </ReferenceInput>
      );
    case "references":
      return (
        <ReferenceArrayInput source={source} reference={of?.resource ?? ""} filter={of?.filter ?? {}} sort={{ field: "", order: "ASC" }} perPage={25}>
          <AutocompleteArrayInput {...common} optionText={of?.name ?? "name"} filterToQuery={(text: string) => (text === "" ? {} : { q: text })} />
        </ReferenceArrayInput>
      );
  }
}

/** A moment as the input of the browser has it, in the viewer's zone. */
function local(moment: string | undefined): string {
  if (moment === undefined || moment === "") {
    return "";
  }
  const date = new Date(moment);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
