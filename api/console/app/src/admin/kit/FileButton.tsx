import { Button } from "@mui/material";
import { useRef } from "react";

interface FileButtonProps {
  readonly label: string;
  /** Types of media, with commas between them. */
  readonly accept: string;
  readonly disabled: boolean;
  readonly chosen: (file: File) => void;
}

/** A button that asks the browser for a file. Its field is no place for the keyboard: the button is. */
export function FileButton({ label, accept, disabled, chosen }: FileButtonProps) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button size="small" variant="outlined" disabled={disabled} onClick={() => field.current?.click()}>
        {label}
      </Button>
      <input
        ref={field}
        type="file"
        accept={accept}
        hidden
        onChange={({ target }) => {
          const file = target.files?.[0];
          // The same file may be chosen again.
          target.value = "";
          if (file !== undefined) {
            chosen(file);
          }
        }}
      />
    </>
  );
}
