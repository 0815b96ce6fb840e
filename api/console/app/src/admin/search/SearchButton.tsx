import SearchIcon from "@mui/icons-material/Search";
import { IconButton } from "@mui/material";
import { lazy, Suspense, useEffect, useState } from "react";

import { t } from "../../language/words";

const Palette = lazy(() => import("./Palette"));

/** Whether a key that is pressed there is text. */
function takesText(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.closest("input, textarea, select, [role=combobox]") !== null);
}

/** Opens the search: by a click, by Ctrl-K anywhere, and by a slash where no text is typed and nothing asks. */
export function SearchButton() {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const control = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
      const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !takesText(event.target);
      if ((control || slash) && document.querySelector('[role="dialog"]') === null) {
        event.preventDefault();
        setOpen(true);
      }
    };
    window.addEventListener("keydown", pressed);
    return () => {
      window.removeEventListener("keydown", pressed);
    };
  }, []);
  return (
    <>
      <IconButton
        color="inherit"
        aria-label={t("Search")}
        aria-keyshortcuts="Control+K /"
        title={t("Search (Ctrl-K or /)")}
        onClick={() => {
          setOpen(true);
        }}
      >
        <SearchIcon />
      </IconButton>
      {open && (
        <Suspense fallback={null}>
          <Palette
            close={() => {
              setOpen(false);
            }}
          />
        </Suspense>
      )}
    </>
  );
}
