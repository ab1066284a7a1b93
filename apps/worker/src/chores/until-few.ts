/** Of a minute so much is for deleting; a tenant may make keys faster than one statement deletes them. */
const MOST_MS = 10_000;
/** Rows that one statement deletes. */
const MOST_AT_ONCE = 5_000;

/** Repeats a deletion until it finds less than it takes, or has taken its time. Resolves to how many went. */
export const untilFew = async (remove: (most: number) => Promise<number>): Promise<number> => {
  const endsAt = performance.now() + MOST_MS;
  let removed = 0;
  for (;;) {
    const step = await remove(MOST_AT_ONCE);
    removed += step;
    if (step < MOST_AT_ONCE || performance.now() >= endsAt) return removed;
  }
};
