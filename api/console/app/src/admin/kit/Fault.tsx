import { Alert } from "@mui/material";

/** What went wrong, in the place where it is read aloud; nothing while it is empty. */
export function Fault({ says }: { readonly says: string }) {
  return <div role="alert">{says !== "" && <Alert severity="error">{says}</Alert>}</div>;
}
