import { CreatePage } from "../kit/CreatePage";
import { ID_FIELD } from "./fields";

export default function New() {
  return (
    <CreatePage
      resource="folders"
      title="Create a private folder"
      groups={[
        {
          fields: [
            ID_FIELD,
            { source: "addressId", label: "Address", kind: "reference", of: { resource: "addresses", name: "name", filter: { leaf: true } }, required: true },
            { source: "key", label: "Key", required: true },
            { source: "editable", label: "Editable", kind: "flag", initial: true },
          ],
        },
      ]}
    />
  );
}
