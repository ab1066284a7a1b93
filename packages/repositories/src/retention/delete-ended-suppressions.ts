import type { Database } from '../database.ts';

/** Rows that one statement deletes. */
const MOST = 5_000;

const ENDED_SUPPRESSIONS = `
DELETE FROM suppression WHERE ctid = ANY (ARRAY(
  SELECT ctid FROM suppression WHERE until < now() - interval '1 day' ORDER BY until
  LIMIT ${MOST} FOR UPDATE SKIP LOCKED))`;

/** Deletes suppressions whose end is a day ago. Resolves to how many. */
export const deleteEndedSuppressions = async ({ pool }: Database): Promise<number> =>
  (await pool.query(ENDED_SUPPRESSIONS)).rowCount ?? 0;
