/** One figure of the server: a name, labels, a value. */
export interface Figure {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Reads the text format of Prometheus; what is no sample is left out. */
export function figures(text: string): Figure[] {
  return text.split("\n").flatMap((line) => {
    const match = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)/.exec(line);
    if (match === null) {
      return [];
    }
    const labels = [...(match[2] ?? "").matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, name = "", value = ""]) => [name, value] as const);
    return [{ name: match[1] ?? "", labels: Object.fromEntries(labels), value: Number(match[3]) }];
  });
}

/** The sum of a figure over all its labels, or over those that have these; nothing when there is none. */
export function sum(all: readonly Figure[], name: string, having: Readonly<Record<string, string>> = {}): number | undefined {
  const found = all.filter((figure) => figure.name === name && Object.entries(having).every(([label, value]) => figure.labels[label] === value));
  return found.length === 0 ? undefined : found.reduce((total, { value }) => total + value, 0);
}
