import { t } from "../../language/words";
import { CreatePage } from "../kit/CreatePage";

export default function New() {
  return (
    <CreatePage
      resource="notifications"
      title={t("Tell users something")}
      save={t("Send")}
      check={({ everybody, to }) => (everybody !== true && (!Array.isArray(to) || to.length === 0) ? { to: t("Name somebody, or tell everybody") } : {})}
      sent={({ everybody, to, ...rest }) => (everybody === true ? { ...rest, everybody } : { ...rest, to })}
      groups={[
        {
          fields: [
            { source: "severity", label: t("Severity"), kind: "choice", choices: ["information", "warning", "error"], required: true, initial: "information" },
            { source: "title", label: t("Title"), required: true },
            { source: "text", label: t("Text"), kind: "long", required: true },
            { source: "everybody", label: t("To everybody"), kind: "flag", initial: false },
            { source: "to", label: t("To these users"), kind: "references", of: { resource: "users", name: "login" } },
          ],
        },
      ]}
    />
  );
}
