import type { Database } from '../database.ts';
import type { WaitingClass } from './find-waiting-classes.ts';

const COUNT = `
SELECT count(*)::int AS n FROM (
  SELECT FROM delivery WHERE dispatch_id IS NULL AND channel = $1 AND priority = $2 AND tenant_id = $3
    AND due_at <= now() AND expires_at > now() LIMIT $4) due`;

/** How many deliveries of a class wait and are due, counted up to `most`. */
export const countDue = async (
  database: Database,
  { channel, rank, tenantId }: Pick<WaitingClass, 'channel' | 'rank' | 'tenantId'>,
  most: number,
): Promise<number> => {
  const values = [channel, rank, tenantId, most];
  const { rows } = await database.pool.query<{ n: number }>({
    name: 'count-due',
    text: COUNT,
    values,
  });
  return rows[0]?.n ?? 0;
};
