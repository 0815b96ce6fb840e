import { CardForm } from "../kit/CardForm";
import { CardPage } from "../kit/CardPage";
import { DeleteButton } from "../kit/DeleteButton";
import { Facts, Moment } from "../kit/Show";
import { counted } from "../kit/text";
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
      kind="Role"
      name={({ name }) => name}
      header={({ id, holders, createdAt }) => (
        <Facts
          of={[
            ["ID", id],
            ["Held by", holders],
            ["Created at", <Moment key="created" at={createdAt} />],
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
            effect="A role that somebody has is not deleted."
            disabled={role.holders > 0}
            because={role.holders > 0 ? `${counted(role.holders, "administrator has", "administrators have")} it` : undefined}
          />
        )
      }
      tabs={() => [
        {
          at: "",
          label: "General data",
          show: (role) => <CardForm resource="roles" record={role} groups={ROLE_FIELDS} readOnly={may ? undefined : "You may see roles and not change them."} />,
        },
      ]}
    />
  );
}
