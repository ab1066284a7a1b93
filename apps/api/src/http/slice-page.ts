import { countCursor } from './cursor.ts';
import type { Page } from './page-of.ts';

/** A page of a list that is short enough to be read whole and only grows at its end. */
export const slicePage = <T>(
  all: readonly T[],
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Page<T> => {
  const from = countCursor.read(cursor);
  const end = from + limit;
  return {
    data: all.slice(from, end),
    nextCursor: end < all.length ? countCursor.write(end) : null,
  };
};
