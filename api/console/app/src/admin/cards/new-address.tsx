import { t } from "../../language/words";
import { CreatePage } from "../kit/CreatePage";
import { ADDRESS_FIELDS, ID_FIELD } from "./fields";

export default function New() {
  return <CreatePage resource="addresses" title={t("Create an address")} groups={[{ fields: [ID_FIELD] }, ...ADDRESS_FIELDS]} />;
}
