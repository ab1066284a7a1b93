import type pg from 'pg';
import type { CountedDraw } from './cap-draw.ts';

const RETURN = `
UPDATE cap_counter SET used = used - 1
WHERE tenant_id = $1 AND channel = $2 AND category = $3 AND address_key = lower($4)
  AND window_seconds = $5 AND window_ends_at = $6 AND used > 0`;

/** Takes back what was counted for a message that was not sent after all. */
export const returnToCaps = async (
  client: Pick<pg.Pool | pg.PoolClient, 'query'>,
  counted: readonly CountedDraw[],
): Promise<void> => {
  for (const { tenantId, channel, category, address, windowSeconds, windowEndsAt } of counted) {
    const values = [tenantId, channel, category, address, windowSeconds, windowEndsAt];
    await client.query(RETURN, values);
  }
};
