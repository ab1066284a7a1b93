import { randomUUID } from 'node:crypto';
import { deliveryIdOf, notificationIdFrom, type DeliveryStatus } from '@carillon/domain';
import { v7 as uuidv7 } from 'uuid';
import { DEFAULT_TENANT_ID, NOBODY, type Database } from '../src/index.ts';

const DAY_MS = 86_400_000;

export interface OldShape {
  readonly daysAgo: number;
  readonly tenantId?: string;
  readonly category?: string;
  readonly status?: DeliveryStatus;
  /** When its delivery changed last; by default when it was accepted. */
  readonly changedDaysAgo?: number;
  readonly isDead?: boolean;
  readonly request?: object;
  readonly batchId?: string;
}

export interface OldNotification {
  readonly tenantId: string;
  readonly notificationId: string;
  readonly deliveryId: string;
}

const INSERT = `
WITH n AS (
  INSERT INTO notification (id, tenant_id, batch_id, expires_at, priority, category, request)
  VALUES ($1, $2, $9, now(), 3, $3, $4)
), d AS (
  INSERT INTO delivery (id, tenant_id, dispatch_id, due_at, expires_at, channel, status, priority,
    max_attempts, address, last_message, updated_at)
  VALUES ($5, $2, $8, now(), now() + interval '1 day', 'email', $6, 3, 5, 'ada@example.com', 'sent to Ada',
    now() - $7 * interval '1 day')
), a AS (
  INSERT INTO attempt (delivery_id, lease_token, tenant_id, started_at, duration_ms, number, counted,
    outcome, code, message, response)
  VALUES ($5, 1, $2, now(), 5, 1, true, 'accepted', '250', 'for Ada', '250 ok, Ada')
)
INSERT INTO receipt (delivery_id, lease_token, key, tenant_id, provider_account_id, kind, at, raw)
VALUES ($5, 1, 'opened', $2, $1, 'opened', now(), 'by Ada')`;

const DIE = `INSERT INTO dead_letter (tenant_id, delivery_id, channel, code, dead_at)
VALUES ($1, $2, 'email', '550', now() - $3 * interval '1 day')`;

const WAITING = new Set<DeliveryStatus>(['scheduled', 'queued', 'retrying']);

/** A notification as it would be so long after its acceptance, with a delivery, an attempt and a receipt. */
export const seedOld = async ({ pool }: Database, shape: OldShape): Promise<OldNotification> => {
  const { daysAgo, tenantId = DEFAULT_TENANT_ID, status = 'sent' } = shape;
  const notificationId = notificationIdFrom(uuidv7({ msecs: Date.now() - daysAgo * DAY_MS }));
  const deliveryId = deliveryIdOf(notificationId, 1);
  const request = shape.request ?? {
    to: { email: 'ada@example.com' },
    content: { body: 'Dear Ada' },
  };
  await pool.query(INSERT, [
    notificationId,
    tenantId,
    shape.category ?? 'transactional',
    JSON.stringify(request),
    deliveryId,
    status,
    shape.changedDaysAgo ?? daysAgo,
    WAITING.has(status) ? null : NOBODY,
    shape.batchId ?? null,
  ]);
  if (shape.isDead === true) await pool.query(DIE, [tenantId, deliveryId, daysAgo]);
  return { tenantId, notificationId, deliveryId };
};

/** A tenant of one's own. */
export const makeTenant = async ({ pool }: Database): Promise<string> => {
  const id = randomUUID();
  await pool.query('INSERT INTO tenant (id, name) VALUES ($1, $2)', [id, id]);
  return id;
};

/** How many rows of a table belong to it. */
export const countOf = async (
  { pool }: Database,
  table: string,
  { notificationId, deliveryId }: OldNotification,
): Promise<number> => {
  const column = table === 'notification' || table === 'delivery' ? 'id' : 'delivery_id';
  const id = table === 'notification' ? notificationId : deliveryId;
  const text = `SELECT FROM ${table} WHERE ${column} = $1`;
  return (await pool.query(text, [id])).rowCount ?? 0;
};
