import type { DedupeRule } from '@carillon/domain';
import type pg from 'pg';
import { plainArray, textArray } from '../sql/arrays.ts';

/** A notification that is to be the first with its key. */
export interface DedupeDraw {
  readonly tenantId: string;
  readonly notificationId: string;
  readonly rule: DedupeRule;
}

// A repeat after a lost answer meets its own keys: those are its own still.
const TAKE = `
INSERT INTO dedupe_key AS k (tenant_id, key, notification_id, expires_at)
SELECT tenant_id, key, notification_id, now() + window_ms * interval '1 ms'
FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::float8[])
  AS d(tenant_id, key, notification_id, window_ms)
ORDER BY tenant_id, key
ON CONFLICT (tenant_id, key) DO UPDATE SET notification_id = excluded.notification_id,
  expires_at = excluded.expires_at
  WHERE k.expires_at <= now() OR k.notification_id = excluded.notification_id`;

/**
 * Takes keys for the notifications of a transaction. False when one of them is held by another
 * notification within its window: then the transaction is to be undone. Two draws never name one key.
 */
export const takeDedupeKeys = async (
  client: pg.PoolClient,
  draws: readonly DedupeDraw[],
): Promise<boolean> => {
  if (draws.length === 0) return true;
  const { rowCount } = await client.query({
    name: 'take-dedupe-keys',
    text: TAKE,
    values: [
      plainArray(draws.map((d) => d.tenantId)),
      textArray(draws.map((d) => d.rule.key)),
      plainArray(draws.map((d) => d.notificationId)),
      plainArray(draws.map((d) => d.rule.windowMs)),
    ],
  });
  return rowCount === draws.length;
};
