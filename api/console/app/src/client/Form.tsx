import { useId, useState, type ReactNode, type SubmitEvent } from "react";

import { Refused } from "./api";

interface FieldProps {
  readonly label: string;
  readonly name: string;
  readonly type?: string;
  readonly autoComplete?: string;
  readonly initial?: string;
  readonly hint?: string;
  readonly long?: boolean;
  readonly optional?: boolean;
  /** What is chosen among; then it is no field to type in. */
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly fault: string | undefined;
}

/** A labelled field that says what is wrong with it. */
export function Field({ label, name, type = "text", autoComplete = "off", initial = "", hint, long = false, optional = false, options, fault }: FieldProps) {
  const id = useId();
  const common = {
    id,
    name,
    defaultValue: initial,
    required: !optional,
    "aria-invalid": fault !== undefined,
    "aria-describedby": `${id}-hint ${id}-fault`,
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {options !== undefined ? (
        <select {...common}>
          {options.map(({ value, label: said }) => (
            <option key={value} value={value}>
              {said}
            </option>
          ))}
        </select>
      ) : long ? (
        <textarea rows={4} {...common} />
      ) : (
        <input type={type} autoComplete={autoComplete} {...(type === "number" ? { min: 0, step: "any" } : {})} {...common} />
      )}
      <span className="hint" id={`${id}-hint`}>
        {hint}
      </span>
      <span className="fault" id={`${id}-fault`}>
        {fault}
      </span>
    </div>
  );
}

interface FormProps {
  readonly action: string;
  /** Whether it stands beside one that is more likely meant. */
  readonly second?: boolean;
  /** Why it cannot be sent now; empty while it can. */
  readonly disabled?: string;
  /** Sends it; the text is shown as what came of it. */
  readonly send: (values: FormData) => Promise<string>;
  readonly children: (fault: (name: string) => string | undefined) => ReactNode;
}

/** A form whose faults stand at its fields, and that cannot be sent twice. */
export function Form({ action, second = false, disabled = "", send, children }: FormProps) {
  const why = useId();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  // Whether what was refused stands at a field; else it is said for the whole form.
  const [placed, setPlaced] = useState(false);
  const [said, setSaid] = useState("");

  async function submitted(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget;
    setBusy(true);
    setSaid("");
    try {
      setSaid(await send(new FormData(form)));
      setRefused(undefined);
      form.reset();
    } catch (failure) {
      const refusal = failure instanceof Refused ? failure : new Refused(0, String(failure), new Map());
      setRefused(refusal);
      const first = [...form.elements].find((each) => "name" in each && refusal.fields.has(String(each.name)));
      setPlaced(first !== undefined);
      (first as HTMLElement | undefined)?.focus();
    } finally {
      setBusy(false);
    }
  }

  return (
    <form className={second ? "form second" : "form"} onSubmit={(event) => void submitted(event)}>
      {children((name) => refused?.fields.get(name))}
      <p className="fault" role="alert">
        {refused !== undefined && !placed ? refused.message : ""}
      </p>
      <p className="said" role="status">
        {said}
      </p>
      <p className="hint" id={why}>
        {disabled}
      </p>
      <button type="submit" disabled={busy || disabled !== ""} aria-describedby={why}>
        {action}
      </button>
    </form>
  );
}

/** A box to tick. */
export function Choice({ name, label, checked }: { readonly name: string; readonly label: string; readonly checked: boolean }) {
  return (
    <label className="choice">
      <input type="checkbox" name={name} defaultChecked={checked} />
      {label}
    </label>
  );
}

/** The text of a field. */
export function text(values: FormData, name: string): string {
  const value = values.get(name);
  return typeof value === "string" ? value : "";
}
