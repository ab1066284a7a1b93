import type { Database } from '../database.ts';
import { plainArray } from '../sql/arrays.ts';
import { repeatOnConflict } from '../sql/repeat-on-conflict.ts';

/** A claim that ends without a provider call: the attempt is given back. */
export interface GivenBack {
  readonly deliveryId: string;
  readonly leaseToken: number;
  /** From now until it is due again. */
  readonly delayMs: number;
  /** True when its lease was lost, which raises the token (in_app, where there is no unknown). */
  readonly rescued: boolean;
  /** True when it is held until a time of its own (quiet hours, a cap): it is `scheduled` then. */
  readonly isHeld?: boolean;
}

const GIVE_BACK = `
UPDATE delivery d SET dispatch_id = NULL, updated_at = now(), attempts = d.attempts - 1,
  calls = d.calls - 1, lease_token = d.lease_token + r.rescued::int,
  crashes = d.crashes + r.rescued::int,
  due_at = least(now() + r.delay_ms * interval '1 ms', d.expires_at),
  status = CASE WHEN d.calls > 1 THEN 'retrying' WHEN r.held THEN 'scheduled' ELSE 'queued'
    END::delivery_status
FROM unnest($1::uuid[], $2::int[], $3::float8[], $4::boolean[], $5::boolean[])
  AS r(id, token, delay_ms, rescued, held)
WHERE d.id = r.id AND d.id = ANY ($1::uuid[]) AND d.lease_token = r.token AND d.status = 'sending'`;

/** Returns claimed deliveries to PostgreSQL, where the dispatcher finds them. Resolves to how many. */
export const giveBackDeliveries = async (
  database: Database,
  rows: readonly GivenBack[],
): Promise<number> => {
  const values = [
    plainArray(rows.map((r) => r.deliveryId)),
    plainArray(rows.map((r) => r.leaseToken)),
    plainArray(rows.map((r) => r.delayMs)),
    plainArray(rows.map((r) => r.rescued)),
    plainArray(rows.map((r) => r.isHeld === true)),
  ];
  const { rowCount } = await repeatOnConflict(() =>
    database.pool.query({ name: 'give-back', text: GIVE_BACK, values }),
  );
  return rowCount ?? 0;
};
