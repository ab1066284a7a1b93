import { sqlStateOf } from './repeat-on-conflict.ts';

/** Class 22 is a data exception (NUL, out of range, malformed JSON), 23 a violated constraint. */
const isAboutData = (error: unknown): boolean => /^2[23]/.test(sqlStateOf(error) ?? '');

/**
 * Runs a group statement. When it fails on its data it is split in halves down to the bad rows, which
 * go to `onBadRow`: one tenant's hostile text never fails its neighbours.
 */
export const inHalves = async <Row>(
  rows: readonly Row[],
  run: (rows: readonly Row[]) => Promise<void>,
  onBadRow: (row: Row, error: unknown) => Promise<void>,
): Promise<void> => {
  try {
    await run(rows);
  } catch (error) {
    if (!isAboutData(error)) throw error;
    const [only] = rows;
    if (rows.length === 1 && only !== undefined) return onBadRow(only, error);
    const middle = Math.ceil(rows.length / 2);
    await inHalves(rows.slice(0, middle), run, onBadRow);
    await inHalves(rows.slice(middle), run, onBadRow);
  }
};
