import { Button } from "@mui/material";
import { useState } from "react";
import { Form, useNotify } from "react-admin";

import { t } from "../../language/words";
import type { Holder } from "../belongings/holder";
import { Async } from "../kit/Async";
import { useAttempt } from "../kit/attempt";
import { Fields } from "../kit/CardForm";
import { Fault } from "../kit/Fault";
import type { Field } from "../kit/fields";
import { api, got, once, type Schemas } from "../plane/api";

type FeedbackForm = Schemas["FeedbackForm"];

const FIELDS: readonly Field[] = [
  { source: "name", label: t("Name"), required: true },
  { source: "email", label: t("Email"), kind: "mail", required: true },
  { source: "phone", label: t("Phone"), required: true },
  { source: "message", label: t("Message"), kind: "long", required: true },
];

/** Feedback in the user's name, which says who has left it. */
export function Feedback({ holder }: { readonly holder: Holder }) {
  const notify = useNotify();
  const [key, setKey] = useState(once);
  const { busy, fault, attempt } = useAttempt();

  function left(body: FeedbackForm): Promise<unknown> {
    return attempt(async () => {
      await api.POST("/api/v1/users/{id}/feedback", { params: { path: { id: holder.path }, header: { "Idempotency-Key": key } }, body });
      notify(t("The feedback was left"), { type: "success" });
      // Another form, and another request.
      setKey(once());
    });
  }

  return (
    <Async
      of={[`users/${holder.path}/registration`, holder.userId]}
      read={(signal) => got(api.GET("/api/v1/users/{id}/registration", { params: { path: { id: holder.path } }, signal }))}
      show={({ name, email, phone }) => (
        <Form key={key} record={{ name, email, phone }} onSubmit={left as never}>
          <Fault says={fault} />
          <Fields groups={[{ fields: FIELDS }]} />
          <Button type="submit" variant="contained" disabled={busy}>
            {t("Leave feedback")}
          </Button>
        </Form>
      )}
    />
  );
}
