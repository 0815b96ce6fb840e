import { CreatePage } from "../kit/CreatePage";

/** A temporary user, who ends by itself. */
export default function NewUser() {
  return (
    <CreatePage
      resource="users"
      title="Create a temporary user"
      groups={[
        {
          heading: "User credentials",
          fields: [
            { source: "login", label: "Login", required: true },
            { source: "password", label: "Password", kind: "password", required: true, passwordOf: "users", again: "passwordConfirmation" },
            { source: "passwordConfirmation", label: "Password confirmation", kind: "password", required: true, sameAs: "password" },
            { source: "expiresAt", label: "Expires", kind: "moment", required: true },
          ],
        },
        {
          heading: "Details",
          fields: [
            { source: "name", label: "Name" },
            { source: "contractNumber", label: "Contract number" },
            { source: "ptzPriority", label: "Priority when moving cameras, 1 to 100", kind: "number" },
          ],
        },
      ]}
    />
  );
}
