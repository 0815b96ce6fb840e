import { CreatePage } from "../kit/CreatePage";
import { DEVICE_TARIFF_FIELDS } from "./plan-fields";

export default function New() {
  return (
    <CreatePage
      resource="device-tariffs"
      title="Create a device tariff"
      groups={[{ fields: [{ source: "device", label: "For", kind: "choice", choices: ["camera", "tracker"], required: true, initial: "camera" }] }, ...DEVICE_TARIFF_FIELDS]}
    />
  );
}
