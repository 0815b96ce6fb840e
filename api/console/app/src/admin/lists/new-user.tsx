import { t } from "../../language/words";
import { CreatePage } from "../kit/CreatePage";

/** A temporary user, who ends by itself. */
export default function NewUser() {
  return (
    <CreatePage
      resource="users"
      title={t("Create a temporary user")}
      groups={[
        {
          heading: t("User credentials"),
          fields: [
            { source: "login", label: t("Login"), required: true },
            { source: "password", label: t("Password"), kind: "password", required: true, passwordOf: "users", again: "passwordConfirmation" },
            { source: "passwordConfirmation", label: t("Password confirmation"), kind: "password", required: true, sameAs: "password" },
            { source: "expiresAt", label: t("Expires"), kind: "moment", required: true },
          ],
        },
        {
          heading: t("Details"),
          fields: [
            { source: "name", label: t("Name") },
            { source: "contractNumber", label: t("Contract number") },
            { source: "ptzPriority", label: t("Priority when moving cameras, 1 to 100"), kind: "number" },
          ],
        },
      ]}
    />
  );
}
