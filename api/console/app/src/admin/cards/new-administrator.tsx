import { CreatePage } from "../kit/CreatePage";
import { ADMINISTRATOR_FIELDS } from "./administrator-fields";

export default function New() {
  return (
    <CreatePage
      resource="administrators"
      title="Create an administrator"
      groups={[
        ...ADMINISTRATOR_FIELDS,
        {
          heading: "Password",
          fields: [
            { source: "password", label: "Password", kind: "password", required: true, passwordOf: "administrators" },
            { source: "mustChangePassword", label: "Has to set another at the first sign-in", kind: "flag", initial: true },
          ],
        },
      ]}
    />
  );
}
