import { t } from "../../language/words";
import { CreatePage } from "../kit/CreatePage";
import { ROLE_FIELDS } from "./role-fields";

export default function New() {
  return <CreatePage resource="roles" title={t("Create a role")} groups={ROLE_FIELDS} />;
}
