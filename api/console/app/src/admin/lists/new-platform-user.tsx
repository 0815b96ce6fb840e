import { t } from "../../language/words";
import { CreatePage } from "../kit/CreatePage";
import { REGISTRATION } from "../user/Registration";

/** Registers a user as the user would; inactive until activated. */
export default function NewPlatformUser() {
  return (
    <CreatePage
      resource="platform-users"
      title={t("Create a platform user")}
      save={t("Sign Up")}
      groups={[
        {
          heading: t("User credentials"),
          fields: [
            { source: "email", label: t("Email"), kind: "mail", required: true, help: t("It is the login too") },
            { source: "password", label: t("Password"), kind: "password", required: true, passwordOf: "customers" },
          ],
        },
        ...REGISTRATION.map((group) => ({ ...group, fields: group.fields.filter(({ source }) => source !== "email").map((field) => (field.source === "preferredMap" ? { ...field, initial: "osm" } : field)) })),
      ]}
    />
  );
}
