import { useEffect, useId, useRef, type ReactNode } from "react";

import { t } from "../language/words";

interface DialogProps {
  readonly title: string;
  readonly close: () => void;
  readonly children: ReactNode;
}

/** A window over the page that the keyboard stays in, closed by Escape; where it was opened from has the focus again. */
export function Dialog({ title, close, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const opener = document.activeElement;
    const shown = dialog.current;
    shown?.showModal();
    return () => {
      shown?.close();
      (opener as HTMLElement | null)?.focus();
    };
  }, []);
  return (
    <dialog ref={dialog} aria-labelledby={id} onClose={close}>
      <header>
        <h2 id={id}>{title}</h2>
        <button type="button" onClick={close}>
          {t("Close")}
        </button>
      </header>
      {children}
    </dialog>
  );
}

interface ConfirmProps {
  readonly title: string;
  readonly what: string;
  readonly action: string;
  readonly confirmed: () => void;
  readonly close: () => void;
}

/** Asks before something is done that cannot be undone. */
export function Confirm({ title, what, action, confirmed, close }: ConfirmProps) {
  return (
    <Dialog title={title} close={close}>
      <p>{what}</p>
      <p className="actions">
        <button
          type="button"
          className="danger"
          onClick={() => {
            close();
            confirmed();
          }}
        >
          {action}
        </button>
      </p>
    </Dialog>
  );
}
