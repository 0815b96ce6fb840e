import { useFormState } from "react-hook-form";

import { useGuard } from "./Guard";

/** In a form: asks before what was changed and not saved is left behind, also for another tab of the same card. */
export function Unsaved({ saved }: { readonly saved?: boolean }) {
  const { dirtyFields, isSubmitting, isSubmitSuccessful } = useFormState();
  const changed = Object.keys(dirtyFields).length > 0;
  useGuard(changed && !isSubmitting && !(saved ?? isSubmitSuccessful));
  return null;
}
