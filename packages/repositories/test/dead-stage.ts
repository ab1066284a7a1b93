import {
  acceptFlush,
  DEFAULT_TENANT_ID,
  type Database,
  type DeadLetterFilter,
} from '../src/index.ts';
import { deliveryIdsOf, flushOf } from './flush-of.ts';

export interface DeadShape {
  readonly count: number;
  readonly code: string;
  readonly tenantId?: string;
  /** The request as accepted. */
  readonly request?: object;
}

/** Gives deliveries up, as a worker does. */
export const giveUp = async (
  { pool }: Database,
  deliveryIds: readonly string[],
  code: string,
): Promise<void> => {
  await pool.query(
    `UPDATE delivery SET status = 'failed', dispatch_id = gen_random_uuid() WHERE id = ANY ($1::uuid[])`,
    [deliveryIds],
  );
  await pool.query(
    `INSERT INTO dead_letter (tenant_id, delivery_id, channel, provider, outcome, code)
     SELECT tenant_id, id, channel, 'smtp', 'transient', $2 FROM delivery WHERE id = ANY ($1::uuid[])`,
    [deliveryIds, code],
  );
};

/** Accepts notifications and gives them up. Resolves to their deliveries' ids. */
export const bury = async (database: Database, shape: DeadShape): Promise<string[]> => {
  const { count, code, tenantId = DEFAULT_TENANT_ID, request = { to: {} } } = shape;
  const notification = { request: JSON.stringify(request) };
  const flush = flushOf({ count, tenantId, riding: false, notification });
  await acceptFlush(database, flush);
  const deliveryIds = deliveryIdsOf(flush);
  await giveUp(database, deliveryIds, code);
  return deliveryIds;
};

/** All dead letters with this code. */
export const withCode = (code: string): DeadLetterFilter => ({
  channel: null,
  provider: null,
  code,
  templateKey: null,
  templateVersion: null,
  from: null,
  to: null,
  deliveryIds: null,
});
