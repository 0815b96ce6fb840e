import { t } from "../../language/words";
import { CreatePage } from "../kit/CreatePage";
import { DEVICE_TARIFF_FIELDS } from "./plan-fields";

export default function New() {
  return (
    <CreatePage
      resource="device-tariffs"
      title={t("Create a device tariff")}
      groups={[{ fields: [{ source: "device", label: t("For"), kind: "choice", choices: ["camera", "tracker"], required: true, initial: "camera" }] }, ...DEVICE_TARIFF_FIELDS]}
    />
  );
}
