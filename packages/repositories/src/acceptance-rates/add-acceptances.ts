import type { Database } from '../database.ts';
import { repeatOnConflict } from '../sql/repeat-on-conflict.ts';

/** What a tenant has asked for since it was last said. */
export interface Acceptances {
  readonly tenantId: string;
  /** Notifications asked for, held or not. */
  readonly offered: number;
  /** Of those, how many were not held. */
  readonly passed: number;
}

/** The baseline is the mean of so many minutes; a minute in which nothing passed is none of them. */
const MINUTES = 60;

// A new minute takes the last one into the baseline: by its share while there are few, then as the newest
// of 60. `now()` is when the transaction began, so of two at once one may still have the minute before.
const ADD = `
INSERT INTO acceptance_rate AS r (tenant_id, minute, offered, passed)
SELECT tenant_id, date_trunc('minute', now()), offered, passed
FROM unnest($1::uuid[], $2::int[], $3::int[]) AS v(tenant_id, offered, passed) ORDER BY tenant_id
ON CONFLICT (tenant_id) DO UPDATE SET
  minute = greatest(r.minute, excluded.minute),
  offered = excluded.offered + CASE WHEN excluded.minute > r.minute THEN 0 ELSE r.offered END,
  passed = excluded.passed + CASE WHEN excluded.minute > r.minute THEN 0 ELSE r.passed END,
  previous = CASE WHEN excluded.minute <= r.minute THEN r.previous
    WHEN excluded.minute = r.minute + interval '1 minute' THEN r.offered ELSE 0 END,
  baseline = CASE WHEN excluded.minute > r.minute AND r.passed > 0
    THEN r.baseline + (r.passed - r.baseline) / least(r.minutes + 1, ${MINUTES}) ELSE r.baseline END,
  minutes = CASE WHEN excluded.minute > r.minute AND r.passed > 0
    THEN least(r.minutes + 1, ${MINUTES}) ELSE r.minutes END`;

/** Adds to what tenants have asked for in this minute; one entry for a tenant. */
export const addAcceptances = async (
  { pool }: Database,
  added: readonly Acceptances[],
): Promise<void> => {
  if (added.length === 0) return;
  const values = [
    added.map((a) => a.tenantId),
    added.map((a) => a.offered),
    added.map((a) => a.passed),
  ];
  await repeatOnConflict(() => pool.query({ name: 'add-acceptances', text: ADD, values }));
};
