import { CreatePage } from "../kit/CreatePage";

/** A B2B user, added by hand; without access until a tariff plan is active. */
export default function NewB2bUser() {
  return (
    <CreatePage
      resource="b2b-users"
      title="Create a B2B user"
      groups={[
        {
          heading: "User credentials",
          fields: [
            { source: "login", label: "Login", required: true, help: "Given once and for all" },
            { source: "password", label: "Password", kind: "password", required: true, passwordOf: "customers", again: "passwordConfirmation" },
            { source: "passwordConfirmation", label: "Password Confirmation", kind: "password", required: true, sameAs: "password" },
          ],
        },
        {
          heading: "Contact details",
          fields: [
            { source: "particulars.email", label: "Email", kind: "mail" },
            { source: "particulars.phone", label: "Phone" },
            { source: "particulars.comment", label: "Comment", kind: "long" },
          ],
        },
        {
          heading: "Create",
          fields: [
            { source: "name", label: "Name" },
            { source: "particulars.registrationAddress", label: "Registration address" },
            { source: "particulars.taxpayerNumber", label: "Taxpayer identification number" },
            { source: "contractNumber", label: "Contract number" },
          ],
        },
      ]}
    />
  );
}
