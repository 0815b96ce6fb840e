import { CreatePage } from "../kit/CreatePage";

export default function New() {
  return (
    <CreatePage
      resource="notifications"
      title="Tell users something"
      save="Send"
      check={({ everybody, to }) => (everybody !== true && (!Array.isArray(to) || to.length === 0) ? { to: "Name somebody, or tell everybody" } : {})}
      sent={({ everybody, to, ...rest }) => (everybody === true ? { ...rest, everybody } : { ...rest, to })}
      groups={[
        {
          fields: [
            { source: "severity", label: "Severity", kind: "choice", choices: ["information", "warning", "error"], required: true, initial: "information" },
            { source: "title", label: "Title", required: true },
            { source: "text", label: "Text", kind: "long", required: true },
            { source: "everybody", label: "To everybody", kind: "flag", initial: false },
            { source: "to", label: "To these users", kind: "references", of: { resource: "users", name: "login" } },
          ],
        },
      ]}
    />
  );
}
