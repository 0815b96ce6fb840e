import { NO_MANIFEST, type Change, type Manifest, type Position, type Store } from "../core/store";
import type { Entry } from "../wire/messages";

interface Content {
  position: Position;
  readonly entries: Map<string, Entry>;
}

/** A store that lives as long as its page; for tests, and where a browser keeps nothing. */
export class MemoryStore implements Store {
  protected readonly contents = new Map<string, Content>();
  protected readonly notes = new Map<string, string>();
  protected held: Manifest = NO_MANIFEST;

  get manifest(): Manifest {
    return this.held;
  }

  position(source: string): Position | undefined {
    return this.contents.get(source)?.position;
  }

  entry(source: string, key: string): Entry | undefined {
    return this.contents.get(source)?.entries.get(key);
  }

  count(source: string): number {
    return this.contents.get(source)?.entries.size ?? 0;
  }

  entries(source: string): Iterable<Entry> {
    return this.contents.get(source)?.entries.values() ?? [];
  }

  apply({ manifest, drops, write }: Change): void {
    drops.forEach((source) => this.contents.delete(source));
    if (manifest !== undefined) {
      this.held = manifest;
    }
    if (write !== undefined) {
      const { source, position, replace, put, del } = write;
      const content = this.contents.get(source) ?? { position, entries: new Map<string, Entry>() };
      if (replace) {
        content.entries.clear();
      }
      del.forEach((key) => content.entries.delete(key));
      put.forEach((entry) => content.entries.set(entry.k, entry));
      content.position = position;
      this.contents.set(source, content);
    }
  }

  flush(): Promise<void> {
    return Promise.resolve();
  }

  note(name: string): string | undefined {
    return this.notes.get(name);
  }

  keepNote(name: string, text: string): void {
    this.notes.set(name, text);
  }

  close(): Promise<void> {
    return this.flush();
  }
}
