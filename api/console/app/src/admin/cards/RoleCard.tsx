import { t } from "../../language/words";
import { CardForm } from "../kit/CardForm";
import { CardPage } from "../kit/CardPage";
import { DeleteButton } from "../kit/DeleteButton";
import { Facts, Moment } from "../kit/Show";
import type { Schemas } from "../plane/api";
import type { Card } from "../plane/provider";
import { useMay } from "../plane/rights";
import { ROLE_FIELDS } from "./role-fields";

type Role = Card<Schemas["Role"]>;

export default function RoleCard() {
  const may = useMay("administrators:write");
  return (
    <CardPage<Role>
      resource="roles"
      base="/roles"
      kind={t("Role")}
      name={({ name }) => name}
      header={({ id, holders, createdAt }) => (
        <Facts
          of={[
            [t("ID"), id],
            [t("Held by"), holders],
            [t("Created at"), <Moment key="created" at={createdAt} />],
          ]}
        />
      )}
      actions={(role) =>
        may && (
          <DeleteButton
            resource="roles"
            record={role}
            name={role.name}
            then="/roles"
            effect={t("A role that somebody has is not deleted.")}
            disabled={role.holders > 0}
            because={role.holders > 0 ? t("{holders, plural, one {# administrator has} other {# administrators have}} it", { holders: role.holders }) : undefined}
          />
        )
      }
      tabs={() => [
        {
          at: "",
          label: t("General data"),
          show: (role) => <CardForm resource="roles" record={role} groups={ROLE_FIELDS} readOnly={may ? undefined : t("You may see roles and not change them.")} />,
        },
      ]}
    />
  );
}
