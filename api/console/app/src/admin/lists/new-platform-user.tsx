import { CreatePage } from "../kit/CreatePage";
import { REGISTRATION } from "../user/Registration";

/** Registers a user as the user would; inactive until activated. */
export default function NewPlatformUser() {
  return (
    <CreatePage
      resource="platform-users"
      title="Create a platform user"
      save="Sign Up"
      groups={[
        {
          heading: "User credentials",
          fields: [
            { source: "email", label: "Email", kind: "mail", required: true, help: "It is the login too" },
            { source: "password", label: "Password", kind: "password", required: true, passwordOf: "customers" },
          ],
        },
        ...REGISTRATION.map((group) => ({ ...group, fields: group.fields.filter(({ source }) => source !== "email").map((field) => (field.source === "preferredMap" ? { ...field, initial: "osm" } : field)) })),
      ]}
    />
  );
}
