import { t } from "../../language/words";
import { ActionButton } from "../kit/ActionButton";
import { CardForm } from "../kit/CardForm";
import { CardPage } from "../kit/CardPage";
import { DeleteButton } from "../kit/DeleteButton";
import { ListPage } from "../kit/ListPage";
import { Sessions } from "../kit/Sessions";
import { Facts, Moment, Status, To } from "../kit/Show";
import { auditOf } from "../kit/AuditList";
import { api, once, type Schemas } from "../plane/api";
import type { Card } from "../plane/provider";
import { useRights } from "../plane/rights";
import { ADMINISTRATOR_FIELDS } from "./administrator-fields";

type Administrator = Card<Schemas["Administrator"]>;

function TheirSessions({ administrator: { id, name }, may }: { readonly administrator: Administrator; readonly may: boolean }) {
  return (
    <Sessions
      resource={`administrators/${id}/sessions`}
      may={may}
      title={t("End this session of {name}?", { name })}
      effect={t("Whoever uses it is signed out, and no longer acts for any user.")}
      end={(session) => api.DELETE("/api/v1/administrators/{id}/sessions/{session}", { params: { path: { id, session } } })}
      none={t("They are signed in nowhere.")}
    />
  );
}

function Actions({ administrator }: { readonly administrator: Administrator }) {
  const { id, name } = administrator;
  const disabled = administrator.status === "disabled";
  return (
    <>
      <ActionButton
        action={{
          label: disabled ? t("Enable") : t("Disable"),
          title: disabled ? t("Enable {name}?", { name }) : t("Disable {name}?", { name }),
          effect: disabled ? t("They may sign in again.") : t("They are signed out everywhere and may not sign in."),
          danger: !disabled,
          confirm: disabled ? t("Enable") : t("Disable"),
          run: async () => {
            await (disabled
              ? api.DELETE("/api/v1/administrators/{id}/suspension", { params: { path: { id } } })
              : api.POST("/api/v1/administrators/{id}/suspension", { params: { path: { id }, header: { "Idempotency-Key": once() } } }));
            return disabled ? t("{name} is enabled", { name }) : t("{name} is disabled", { name });
          },
        }}
      />
      <ActionButton<{ password: string; mustChangePassword: boolean }>
        action={{
          label: t("Set password"),
          title: t("Another password for {name}", { name }),
          effect: t("It ends all of their sessions."),
          initial: { mustChangePassword: true },
          fields: [
            { source: "password", label: t("Password"), kind: "password", required: true, passwordOf: "administrators" },
            { source: "mustChangePassword", label: t("Has to set another at the next sign-in"), kind: "flag" },
          ],
          confirm: t("Set password"),
          run: async (body) => {
            await api.PUT("/api/v1/administrators/{id}/password", { params: { path: { id } }, body });
            return t("The password was set");
          },
        }}
      />
      <DeleteButton resource="administrators" record={administrator} name={name} then="/administrators" effect={t("They are signed out everywhere. What they did stays in the audit.")} />
    </>
  );
}

export default function AdministratorCard() {
  const scopes = useRights()?.scopes ?? new Set<string>();
  const may = scopes.has("administrators:write");
  return (
    <CardPage<Administrator>
      resource="administrators"
      base="/administrators"
      kind={t("Administrator")}
      name={({ name }) => name}
      header={({ id, login, status, createdAt, createdBy, mustChangePassword }) => (
        <Facts
          of={[
            [t("ID"), id],
            [t("Login"), login],
            [t("Status"), <span key="status"><Status code={status} />{mustChangePassword && t(" has to set a new password")}</span>],
            [t("Created at"), <Moment key="created" at={createdAt} />],
            [t("Created by"), createdBy === undefined ? undefined : <To key="by" to={`/administrators/${createdBy.id}`}>{createdBy.name}</To>],
          ]}
        />
      )}
      actions={(administrator) => may && <Actions administrator={administrator} />}
      tabs={() => [
        {
          at: "",
          label: t("General data"),
          show: (administrator) => <CardForm resource="administrators" record={administrator} groups={ADMINISTRATOR_FIELDS} readOnly={may ? undefined : t("You may see administrators and not change them.")} />,
        },
        ...(scopes.has("sessions:read")
          ? [{ at: "sessions", label: t("Sessions"), show: (administrator: Administrator) => <TheirSessions administrator={administrator} may={scopes.has("sessions:write")} /> }]
          : []),
        ...(scopes.has("audit:read")
          ? [{ at: "deeds", label: t("What they did"), show: ({ id }: Administrator) => <ListPage of={auditOf("audit", t("What they did"), { within: true, filter: { actor: id } })} /> }]
          : []),
      ]}
    />
  );
}
