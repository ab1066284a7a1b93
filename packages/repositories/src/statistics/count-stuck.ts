import type { Database } from '../database.ts';

const COUNT = `
SELECT count(*)::int AS n FROM dispatch p CROSS JOIN LATERAL unnest(p.delivery_ids) AS ids(id)
  CROSS JOIN LATERAL (
    SELECT FROM delivery d WHERE d.id = ids.id AND d.dispatch_id = p.id AND d.status = 'sending'
      AND d.lease_until < now() OFFSET 0) d`;

/** Deliveries in `sending` whose lease has run out and that nobody has rescued yet. */
export const countStuck = async (database: Database): Promise<number> => {
  const { rows } = await database.pool.query<{ n: number }>({ name: 'count-stuck', text: COUNT });
  return rows[0]?.n ?? 0;
};
