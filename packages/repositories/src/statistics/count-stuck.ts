import type { Database } from '../database.ts';

/** Deliveries in `sending` whose lease has run out and that nobody has rescued yet. */
export const countStuck = async (database: Database): Promise<number> => {
  const { rows } = await database.pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM dispatch p CROSS JOIN LATERAL unnest(p.delivery_ids) AS ids(id)
       JOIN delivery d ON d.id = ids.id AND d.dispatch_id = p.id
     WHERE d.status = 'sending' AND d.lease_until < now()`,
  );
  return rows[0]?.n ?? 0;
};
