import { t } from "../../language/words";
import { CreatePage } from "../kit/CreatePage";

/** A B2B user, added by hand; without access until a tariff plan is active. */
export default function NewB2bUser() {
  return (
    <CreatePage
      resource="b2b-users"
      title={t("Create a B2B user")}
      groups={[
        {
          heading: t("User credentials"),
          fields: [
            { source: "login", label: t("Login"), required: true, help: t("Given once and for all") },
            { source: "password", label: t("Password"), kind: "password", required: true, passwordOf: "customers", again: "passwordConfirmation" },
            { source: "passwordConfirmation", label: t("Password Confirmation"), kind: "password", required: true, sameAs: "password" },
          ],
        },
        {
          heading: t("Contact details"),
          fields: [
            { source: "particulars.email", label: t("Email"), kind: "mail" },
            { source: "particulars.phone", label: t("Phone") },
            { source: "particulars.comment", label: t("Comment"), kind: "long" },
          ],
        },
        {
          heading: t("Create"),
          fields: [
            { source: "name", label: t("Name") },
            { source: "particulars.registrationAddress", label: t("Registration address") },
            { source: "particulars.taxpayerNumber", label: t("Taxpayer identification number") },
            { source: "contractNumber", label: t("Contract number") },
          ],
        },
      ]}
    />
  );
}
