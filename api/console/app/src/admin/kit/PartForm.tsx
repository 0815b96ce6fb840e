import type { RaRecord } from "react-admin";

import { provider } from "../plane/provider";
import { Async } from "./Async";
import { CardForm, type FieldGroup } from "./CardForm";

interface PartFormProps {
  /** A part of a card, with `{id}` for the card's id, such as `users/{id}/profile`. */
  readonly resource: string;
  readonly id: string;
  readonly groups: readonly FieldGroup[];
  readonly save?: string;
  readonly readOnly?: string | undefined;
}

/** The form of a part of a card that has a revision of its own. */
export function PartForm({ resource, id, groups, save, readOnly }: PartFormProps) {
  return (
    <Async
      of={[resource, id]}
      read={async () => (await provider.getOne(resource, { id })).data as RaRecord<string>}
      show={(record) => <CardForm resource={resource} record={record} groups={groups} readOnly={readOnly} {...(save === undefined ? {} : { save })} />}
    />
  );
}
