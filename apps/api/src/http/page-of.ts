import { z } from 'zod';

/** A list's answer (API.md, Conventions). */
export interface Page<T> {
  readonly data: readonly T[];
  readonly nextCursor: string | null;
}

/** The schema of a list's answer. */
export const pageSchema = <S extends z.ZodType>(item: S) =>
  z.strictObject({ data: z.array(item), nextCursor: z.string().nullable() });

/**
 * A page from one row more than it shows, which is how the end of a list is known without asking again.
 */
export const pageOf = <Row, View>(
  rows: readonly Row[],
  limit: number,
  parts: { readonly view: (row: Row) => View; readonly cursor: (row: Row) => string },
): Page<View> => {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    data: shown.map(parts.view),
    nextCursor: rows.length > limit && last !== undefined ? parts.cursor(last) : null,
  };
};
