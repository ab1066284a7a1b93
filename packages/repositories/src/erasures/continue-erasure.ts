import { lowestIdAt } from '@carillon/domain';
import type pg from 'pg';
import type { Database } from '../database.ts';
import { steppingAside, type TurnKey } from '../sql/stepping-aside.ts';
import { eraseNotifications } from './erase-notifications.ts';
import { findCarriers } from './find-carriers.ts';
import { IS_HIS, RECIPIENT } from './notifications-of.ts';

/** An erasure under its row's lock. */
interface Erasure {
  readonly id: string;
  readonly tenantId: string;
  readonly subscriberId: string;
  readonly addresses: readonly string[];
  readonly requestedAt: Date;
  readonly cursor: string;
  readonly pending: readonly string[];
}

/** Notifications of a tenant that one step looks at. */
const PAGE = 1_000;
/** What was being sent is looked at again after this. */
const AGAIN_MS = 2_000;

const TAKE = `
SELECT id, tenant_id AS "tenantId", subscriber_id AS "subscriberId", addresses,
  requested_at AS "requestedAt", cursor, pending
FROM erasure WHERE turn_at <= now() ORDER BY turn_at LIMIT 1 FOR UPDATE SKIP LOCKED`;

const LOOK = `
WITH page AS MATERIALIZED (
  SELECT n.id, n.request FROM notification n
  WHERE n.tenant_id = $1 AND n.id > $4 AND n.id < $5 ORDER BY n.id LIMIT ${PAGE}
)
SELECT n.id, coalesce(${IS_HIS}, false) AS "isHis" FROM page n ${RECIPIENT} ORDER BY n.id`;

const ADVANCE = `
UPDATE erasure SET cursor = $2, pending = $3, turn_at = now() + $4 * interval '1 ms' WHERE id = $1`;

const FINISH = `
WITH done AS (DELETE FROM erasure WHERE id = $1)
UPDATE digest SET address_key = '', is_open = false
WHERE tenant_id = $2 AND address_key = ANY ($3::text[])`;

interface Looked {
  readonly id: string;
  readonly isHis: boolean;
}

/** The next notifications of the tenant; what was accepted later is for who has come back. */
const look = async (client: pg.PoolClient, erasure: Erasure): Promise<Looked[]> => {
  const { tenantId, subscriberId, addresses, cursor, requestedAt } = erasure;
  const end = lowestIdAt(requestedAt.getTime() + 1);
  const values = [tenantId, subscriberId, addresses, cursor, end];
  return (await client.query<Looked>(LOOK, values)).rows;
};

const takeStep = async (
  client: pg.PoolClient,
  isOf: (key: TurnKey) => void,
): Promise<number | null> => {
  const { rows } = await client.query<Erasure>(TAKE);
  const [erasure] = rows;
  if (erasure === undefined) return null;
  const { id, tenantId, addresses, cursor } = erasure;
  isOf(erasure);
  const looked = await look(client, erasure);
  const found = looked.filter(({ isHis }) => isHis);
  const notificationIds = [...erasure.pending, ...found.map((n) => n.id)].sort();
  const members = await eraseNotifications(client, { tenantId, notificationIds });
  const carrierIds = await findCarriers(client, { ...erasure, notificationIds });
  const carriers = await eraseNotifications(client, { tenantId, notificationIds: carrierIds });
  const pending = [...new Set([...members, ...carriers])];
  const isThrough = looked.length < PAGE;
  if (isThrough && pending.length === 0) {
    await client.query(FINISH, [id, tenantId, addresses]);
  } else {
    const last = looked.at(-1)?.id ?? cursor;
    await client.query(ADVANCE, [id, last, pending, isThrough ? AGAIN_MS : 0]);
  }
  return new Set([...notificationIds, ...carrierIds]).size - pending.length;
};

/**
 * One step of an erasure: looks at the tenant's next notifications, erases those that were the
 * subscriber's, and forgets the erasure itself when that was all. Any number of processes may do it. One
 * whose step fails lets the others go before it.
 * Resolves to how many were erased; null when nothing is to be done now.
 */
export const continueErasure = (database: Database): Promise<number | null> =>
  steppingAside(database, 'erasure', takeStep);
