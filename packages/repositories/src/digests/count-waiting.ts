import type pg from 'pg';

const COUNT = `
SELECT m.digest_id AS id, count(*)::int AS waiting
FROM digest_member m JOIN delivery d ON d.id = m.delivery_id
WHERE m.digest_id = ANY ($1::uuid[]) AND d.tenant_id = m.tenant_id AND d.dispatch_id = m.digest_id
  AND d.status = 'scheduled'
GROUP BY m.digest_id`;

/** How many items still wait in these digests: what was cancelled leaves its place to another. */
export const countWaiting = async (
  client: pg.PoolClient,
  digestIds: readonly string[],
): Promise<ReadonlyMap<string, number>> => {
  if (digestIds.length === 0) return new Map();
  const { rows } = await client.query<{ id: string; waiting: number }>({
    name: 'count-waiting',
    text: COUNT,
    values: [digestIds],
  });
  return new Map(rows.map(({ id, waiting }) => [id, waiting]));
};
