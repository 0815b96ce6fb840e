import { Box, Button, Typography } from "@mui/material";
import { useEffect, useState } from "react";

import { t } from "../../language/words";
import { FileButton } from "../kit/FileButton";
import { api, send, type Schemas } from "../plane/api";
import { path } from "../plane/provider";
import type { Holder } from "./holder";

interface PictureProps {
  readonly holder: Holder;
  readonly object: Schemas["MonitoringObject"];
  readonly busy: boolean;
  /** Carries a change out, shows what went wrong, and reads the object anew. */
  readonly changed: (what: () => Promise<unknown>) => void;
}

/** A picture that is fetched with a token, as an address that an image takes. @param hash another one is another picture */
function usePicture(at: string, hash: string | undefined): string | undefined {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (hash === undefined) {
      return;
    }
    const stop = new AbortController();
    let made: string | undefined;
    send(new Request(at, { signal: stop.signal }))
      .then((answer) => answer.blob())
      .then((picture) => {
        made = URL.createObjectURL(picture);
        setAddress(made);
      })
      // Without its picture the object is shown all the same.
      .catch(() => undefined);
    return () => {
      stop.abort();
      setAddress(undefined);
      if (made !== undefined) {
        URL.revokeObjectURL(made);
      }
    };
  }, [at, hash]);
  return address;
}

/** The picture of a monitoring object; given another one, and taken away. */
export function Picture({ holder, object, busy, changed }: PictureProps) {
  const at = path(`users/${holder.path}/monitoring-objects/${encodeURIComponent(object.id)}/image`);
  const address = usePicture(at, object.image);
  return (
    <Box sx={{ mt: 1, display: "flex", flexWrap: "wrap", alignItems: "center", gap: 1 }}>
      {address !== undefined && <Box component="img" src={address} alt={t("Picture of {name}", { name: object.name })} sx={{ maxWidth: 160, maxHeight: 120, borderRadius: 1 }} />}
      <FileButton
        label={object.image === undefined ? t("Add a picture") : t("Another picture")}
        accept="image/png,image/jpeg"
        disabled={busy}
        chosen={(file) => {
          changed(() => send(new Request(at, { method: "PUT", headers: { "Content-Type": file.type }, body: file })));
        }}
      />
      {object.image !== undefined && (
        <Button
          size="small"
          color="error"
          disabled={busy}
          onClick={() => {
            changed(() => api.DELETE("/api/v1/users/{id}/monitoring-objects/{object}/image", { params: { path: { id: holder.path, object: object.id } } }));
          }}
        >
          {t("Remove the picture")}
        </Button>
      )}
      <Typography variant="body2" color="text.secondary">
        {t("PNG or JPEG, 3 MB at most")}
      </Typography>
    </Box>
  );
}
