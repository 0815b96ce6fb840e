import { t } from "../../language/words";
import { CreatePage } from "../kit/CreatePage";
import { INTERCOM_FIELDS, ID_FIELD } from "./fields";

export default function New() {
  return <CreatePage resource="intercoms" title={t("Create an intercom")} groups={[{ fields: [ID_FIELD] }, ...INTERCOM_FIELDS]} />;
}
