const CONFLICTS = new Set(['40P01', '40001']);
const MOST_REPEATS = 5;

/** PostgreSQL's SQLSTATE of an error, or null for one that is not PostgreSQL's. Each has a digit; EPIPE has none. */
export const sqlStateOf = (error: unknown): string | null => {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^(?=.*\d)[0-9A-Z]{5}$/.test(code) ? code : null;
};

/** Repeats a statement that lost to a deadlock (40P01) or a serialization failure (40001). */
export const repeatOnConflict = async <T>(run: () => Promise<T>): Promise<T> => {
  for (let repeat = 1; ; repeat += 1) {
    try {
      return await run();
    } catch (error) {
      const state = sqlStateOf(error);
      if (state === null || !CONFLICTS.has(state) || repeat > MOST_REPEATS) throw error;
    }
  }
};
