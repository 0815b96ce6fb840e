import { t } from "../../language/words";
import { CreatePage } from "../kit/CreatePage";
import { PLAN_FIELDS } from "./plan-fields";

export default function New() {
  return <CreatePage resource="tariff-plans" title={t("Create a tariff plan")} groups={PLAN_FIELDS} />;
}
