import { Alert } from "@mui/material";
import { useSyncExternalStore } from "react";

import { t } from "../../language/words";

function subscribe(changed: () => void): () => void {
  window.addEventListener("online", changed);
  window.addEventListener("offline", changed);
  return () => {
    window.removeEventListener("online", changed);
    window.removeEventListener("offline", changed);
  };
}

/** Says that the network is gone; what was read before stays on the page. */
export function Offline() {
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  return (
    <div role="status">
      {!online && (
        <Alert severity="warning" sx={{ mt: 1 }}>
          {t("No network. What you see was read before; nothing can be changed now.")}
        </Alert>
      )}
    </div>
  );
}
