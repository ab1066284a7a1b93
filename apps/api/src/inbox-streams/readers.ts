import type { StreamReader } from './stream-reader.ts';

/** Who listens here, by inbox. */
export interface Readers {
  readonly size: number;
  all(): StreamReader[];
  of(hint: string): ReadonlySet<StreamReader>;
  add(reader: StreamReader): void;
  delete(reader: StreamReader): void;
}

const NOBODY: ReadonlySet<StreamReader> = new Set();

export const createReaders = (): Readers => {
  const byHint = new Map<string, Set<StreamReader>>();
  const everybody = new Set<StreamReader>();
  return {
    get size() {
      return everybody.size;
    },
    all: () => [...everybody],
    of: (hint) => byHint.get(hint) ?? NOBODY,
    add: (reader) => {
      everybody.add(reader);
      const group = byHint.get(reader.hint) ?? new Set();
      byHint.set(reader.hint, group.add(reader));
    },
    delete: (reader) => {
      everybody.delete(reader);
      const group = byHint.get(reader.hint);
      group?.delete(reader);
      if (group?.size === 0) byHint.delete(reader.hint);
    },
  };
};
