import type { Database } from '../database.ts';
import { repeatOnConflict } from '../sql/repeat-on-conflict.ts';

// By compare-and-swap on the dispatch that was seen. One whose deliveries are being sent just now stays
// until they have ended, because that is how a lost lease is found. Both are judged by the rows as they
// are once they are locked: a claim may commit while this waits for them.
const GIVE_BACK = `
WITH asked AS MATERIALIZED (
  SELECT unnest(delivery_ids) AS id FROM dispatch WHERE id = ANY ($1::uuid[])
), ends AS MATERIALIZED (
  SELECT (SELECT id FROM asked ORDER BY id LIMIT 1) AS low,
    (SELECT id FROM asked ORDER BY id DESC LIMIT 1) AS high
), riding AS MATERIALIZED (
  SELECT id, dispatch_id, status FROM delivery
  WHERE id = ANY (ARRAY(SELECT id FROM asked ORDER BY id)) AND id >= (SELECT low FROM ends)
    AND id <= (SELECT high FROM ends) AND dispatch_id = ANY ($1::uuid[])
  ORDER BY id FOR UPDATE
), back AS (
  UPDATE delivery d SET dispatch_id = NULL, updated_at = now()
  FROM riding r
  WHERE d.id = r.id AND d.id >= (SELECT low FROM ends) AND d.id <= (SELECT high FROM ends)
    AND d.dispatch_id = r.dispatch_id AND d.status IN ('scheduled', 'queued', 'retrying')
  RETURNING d.id
), ended AS (
  DELETE FROM dispatch p WHERE p.id = ANY ($1::uuid[]) AND NOT EXISTS (
    SELECT FROM riding r WHERE r.dispatch_id = p.id AND r.status = 'sending')
)
SELECT count(*)::int AS n FROM back`;

/** Returns what still waits under these dispatches to PostgreSQL. Resolves to how many deliveries. */
export const giveBackDispatches = async (
  database: Database,
  dispatchIds: readonly string[],
): Promise<number> => {
  if (dispatchIds.length === 0) return 0;
  const { rows } = await repeatOnConflict(() =>
    database.pool.query<{ n: number }>({
      name: 'give-back-dispatches',
      text: GIVE_BACK,
      values: [dispatchIds],
    }),
  );
  return rows[0]?.n ?? 0;
};
