// PostgreSQL array literals, built by hand: hot statements send whole columns, and the driver's own
// conversion looks at every element anew. Elements that cannot hold a special character go unquoted.

const SPECIAL = /["\\]/g;

/** For uuids, numbers and enum words: text that needs no quoting. */
export const plainArray = (values: readonly (string | number | boolean | null)[]): string =>
  `{${values.map((v) => v ?? 'NULL').join(',')}}`;

/** For free text. */
export const textArray = (values: readonly (string | null)[]): string =>
  `{${values.map((v) => (v === null ? 'NULL' : `"${v.replace(SPECIAL, '\\$&')}"`)).join(',')}}`;

/** For bytes. */
export const byteaArray = (values: readonly Buffer[]): string =>
  `{${values.map((v) => `"\\\\x${v.toString('hex')}"`).join(',')}}`;

/** For an array column of uuids: one level deeper is not a row of `unnest`, so they travel as text. */
export const uuidListArray = (lists: readonly (readonly string[])[]): string =>
  `{${lists.map((ids) => `"{${ids.join(',')}}"`).join(',')}}`;

/** The least and greatest of some ids, so that a statement can name the partitions it needs. */
export const idBounds = (ids: readonly string[]): [low: string, high: string] => {
  let low = ids[0] ?? '';
  let high = low;
  for (const id of ids) {
    if (id < low) low = id;
    else if (id > high) high = id;
  }
  return [low, high];
};
