import { t } from "../../language/words";
import { CreatePage } from "../kit/CreatePage";
import { ID_FIELD } from "./fields";

export default function New() {
  return (
    <CreatePage
      resource="folders"
      title={t("Create a private folder")}
      groups={[
        {
          fields: [
            ID_FIELD,
            { source: "addressId", label: t("Address"), kind: "reference", of: { resource: "addresses", name: "name", filter: { leaf: true } }, required: true },
            { source: "key", label: t("Key"), required: true },
            { source: "editable", label: t("Editable"), kind: "flag", initial: true },
          ],
        },
      ]}
    />
  );
}
