import type { Channel } from '@carillon/domain';
import type { Database } from '../database.ts';
import { repeatOnConflict } from '../sql/repeat-on-conflict.ts';

/** A tenant's channel whose waiting deliveries nobody may send just now. */
export interface HeldClass {
  readonly tenantId: string;
  readonly channel: Channel;
}

const MARK = `
INSERT INTO held_class AS h (tenant_id, channel, until)
SELECT DISTINCT tenant_id, channel, now() + $3::float8 * interval '1 ms'
FROM unnest($1::uuid[], $2::text[]::channel[]) AS c(tenant_id, channel)
ORDER BY tenant_id, channel
ON CONFLICT (tenant_id, channel) DO UPDATE SET until = excluded.until`;

/** Marks these as held for `forMs`; while they are, somebody marks them again. */
export const markHeldClasses = async (
  { pool }: Database,
  classes: readonly HeldClass[],
  forMs: number,
): Promise<void> => {
  if (classes.length === 0) return;
  const values = [classes.map((c) => c.tenantId), classes.map((c) => c.channel), forMs];
  await repeatOnConflict(() => pool.query(MARK, values));
};

/** Forgets marks that have ended. */
export const cleanHeldClasses = async ({ pool }: Database): Promise<number> =>
  (await pool.query(`DELETE FROM held_class WHERE until < now() - interval '1 minute'`)).rowCount ??
  0;
