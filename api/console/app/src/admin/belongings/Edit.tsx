import { Button } from "@mui/material";
import { useState } from "react";
import { useNotify } from "react-admin";

import { t } from "../../language/words";
import { ActionDialogue } from "../kit/ActionButton";
import type { Field } from "../kit/fields";
import { send } from "../plane/api";
import type { JsonObject } from "../plane/patch";
import { told } from "../plane/problem";
import { path } from "../plane/provider";
import { change } from "./changes";

interface EditProps {
  /** The thing's path below `/api/v1/`. */
  readonly of: string;
  readonly name: string;
  readonly fields: readonly Field[];
  /** What a form shows of it. */
  readonly form: (thing: JsonObject) => JsonObject;
}

interface Seen {
  readonly before: JsonObject;
  readonly etag: string;
}

/** Changes a thing as it is when the form is opened: lists tell less of it than the thing itself does. */
export function Edit({ of, name, fields, form }: EditProps) {
  const notify = useNotify();
  const [seen, setSeen] = useState<Seen>();
  const [busy, setBusy] = useState(false);

  async function opened(): Promise<void> {
    setBusy(true);
    try {
      const answer = await send(new Request(path(of)));
      setSeen({ before: form((await answer.json()) as JsonObject), etag: answer.headers.get("ETag") ?? "*" });
    } catch (error) {
      notify(told(error), { type: "error" });
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <Button size="small" disabled={busy} onClick={() => void opened()}>
        {t("Edit")}
      </Button>
      {seen !== undefined && (
        <ActionDialogue<Record<string, unknown>>
          open
          close={() => {
            setSeen(undefined);
          }}
          action={{
            label: t("Edit"),
            title: t("Edit {name}", { name }),
            initial: seen.before,
            fields,
            confirm: t("Save"),
            run: async (values) => {
              await change(of, seen.before, values as JsonObject, seen.etag);
              return t("Saved");
            },
          }}
        />
      )}
    </>
  );
}
