import type pg from 'pg';
import type { Recorded, RecordedAttempt, RecordedDelivery } from './recorded-delivery.ts';

const DELIVERIES = `
SELECT id, channel, address, status, attempts, last_code AS "lastCode",
  (extract(epoch FROM sent_at) * 1000)::float8 AS "sentAt"
FROM delivery`;

const ATTEMPTS = `
SELECT delivery_id AS "deliveryId", lease_token AS "leaseToken", outcome, code, counted, late,
  (extract(epoch FROM started_at) * 1000)::float8 AS "startedAt"
FROM attempt`;

/** Reads all that PostgreSQL knows. For the end of a run, when nothing moves any more. */
export const readRecord = async (record: pg.Pool): Promise<Recorded> => {
  const [deliveries, attempts, dispatches] = await Promise.all([
    record.query<RecordedDelivery>(DELIVERIES),
    record.query<RecordedAttempt>(ATTEMPTS),
    record.query<{ n: number }>('SELECT count(*)::int AS n FROM dispatch'),
  ]);
  return {
    deliveries: deliveries.rows,
    attempts: attempts.rows,
    dispatches: dispatches.rows[0]?.n ?? 0,
  };
};
