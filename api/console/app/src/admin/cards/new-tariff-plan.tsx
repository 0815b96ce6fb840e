import { CreatePage } from "../kit/CreatePage";
import { PLAN_FIELDS } from "./plan-fields";

export default function New() {
  return <CreatePage resource="tariff-plans" title="Create a tariff plan" groups={PLAN_FIELDS} />;
}
