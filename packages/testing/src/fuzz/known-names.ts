/** Ids and keys that answers have told of, by the collection that they are in, to be asked for again. */
export interface KnownNames {
  /** Those of a collection (`templates`), never none. */
  readonly list: (collection: string) => readonly string[];
  /** Takes in what an answer of a collection names. */
  readonly hear: (collection: string, answer: unknown) => void;
}

const MOST = 60;
const NAMES = /^(?:id|key|batchId|deliveryId|redriveId|subscriberId|accountId|token|name)$/;
const AT_FIRST = ['ada', 'news', 'email', 'transactional', 'unknown'];

/** The collection that a path begins with. */
export const collectionOf = (path: string): string => path.split('/', 2)[1] ?? '';

/** The newest of each; never one of `left`, which would end the run if it were deleted. */
export const createKnownNames = (left: ReadonlySet<string>): KnownNames => {
  const known = new Map<string, string[]>();
  const add = (collection: string, name: string): void => {
    const names = known.get(collection) ?? [];
    if (names.includes(name)) return;
    names.push(name);
    if (names.length > MOST) names.shift();
    known.set(collection, names);
  };
  const hear = (collection: string, value: unknown): void => {
    if (value === null || typeof value !== 'object') return;
    for (const [name, of] of Object.entries(value)) {
      if (typeof of !== 'string') hear(collection, of);
      else if (NAMES.test(name) && of.length < 256 && !left.has(of)) add(collection, of);
    }
  };
  return { list: (collection) => [...AT_FIRST, ...(known.get(collection) ?? [])], hear };
};
