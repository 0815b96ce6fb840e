import { t } from "../../language/words";
import { CreatePage } from "../kit/CreatePage";
import { ADMINISTRATOR_FIELDS } from "./administrator-fields";

export default function New() {
  return (
    <CreatePage
      resource="administrators"
      title={t("Create an administrator")}
      groups={[
        ...ADMINISTRATOR_FIELDS,
        {
          heading: t("Password"),
          fields: [
            { source: "password", label: t("Password"), kind: "password", required: true, passwordOf: "administrators" },
            { source: "mustChangePassword", label: t("Has to set another at the first sign-in"), kind: "flag", initial: true },
          ],
        },
      ]}
    />
  );
}
