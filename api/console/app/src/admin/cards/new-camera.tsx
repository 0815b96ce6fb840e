import { t } from "../../language/words";
import { CreatePage } from "../kit/CreatePage";
import { CAMERA_FIELDS, ID_FIELD } from "./fields";

export default function New() {
  return <CreatePage resource="cameras" title={t("Create a camera")} groups={[{ fields: [ID_FIELD] }, ...CAMERA_FIELDS]} />;
}
