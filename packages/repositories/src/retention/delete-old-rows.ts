import type { Database } from '../database.ts';

/** A tenant and how old what goes has to be. */
export interface Aged {
  readonly tenantId: string;
  readonly days: number;
}

/** Rows that one statement deletes. */
const MOST = 1_000;

const OLD_DEAD_LETTERS = `
DELETE FROM dead_letter WHERE tenant_id = $1 AND delivery_id = ANY (ARRAY(
  SELECT delivery_id FROM dead_letter
  WHERE tenant_id = $1 AND dead_at < now() - $2 * interval '1 day' ORDER BY dead_at LIMIT ${MOST}))`;

const OLD_REDRIVES = `
DELETE FROM redrive_run WHERE tenant_id = $1 AND id = ANY (ARRAY(
  SELECT id FROM redrive_run
  WHERE tenant_id = $1 AND finished_at < now() - $2 * interval '1 day' LIMIT ${MOST}))`;

const OLD_HOURS = `
DELETE FROM dead_letter_hour WHERE tenant_id = $1 AND hour = ANY (ARRAY(
  SELECT hour FROM dead_letter_hour
  WHERE tenant_id = $1 AND hour < now() - $2 * interval '1 day' ORDER BY hour LIMIT ${MOST}))`;

const OLD_EVENTS = `
DELETE FROM event WHERE tenant_id = $1 AND id < uuid_floor(now() - $2 * interval '1 day')
  AND id = ANY (ARRAY(
  SELECT id FROM event WHERE tenant_id = $1 AND id < uuid_floor(now() - $2 * interval '1 day')
  ORDER BY id LIMIT ${MOST}))`;

const OLD_EVENT_DELIVERIES = `
DELETE FROM event_delivery WHERE tenant_id = $1
  AND event_id < uuid_floor(now() - $2 * interval '1 day')
  AND (endpoint_id, event_id) IN (
    SELECT endpoint_id, event_id FROM event_delivery
    WHERE tenant_id = $1 AND event_id < uuid_floor(now() - $2 * interval '1 day') LIMIT ${MOST})`;

// An item that a collapse key has updated is as old as what it shows. The version rises, so that whoever
// follows the inbox hears of the new counts.
const OLD_ITEMS = `
WITH old AS MATERIALIZED (
  SELECT id, subscriber_id FROM inbox_item
  WHERE tenant_id = $1 AND id < uuid_floor(now() - $2 * interval '1 day')
    AND coalesce(delivery_id, id) < uuid_floor(now() - $2 * interval '1 day')
  ORDER BY id LIMIT ${MOST}
), inboxes AS (
  SELECT s.id FROM subscriber s
  WHERE s.tenant_id = $1 AND s.id IN (SELECT subscriber_id FROM old) ORDER BY s.id FOR NO KEY UPDATE
), raised AS (
  UPDATE subscriber s SET inbox_version = s.inbox_version + 1 FROM inboxes i
  WHERE s.tenant_id = $1 AND s.id = i.id
)
DELETE FROM inbox_item WHERE tenant_id = $1 AND id IN (SELECT id FROM old)
  AND coalesce(delivery_id, id) < uuid_floor(now() - $2 * interval '1 day')`;

// Nothing but retention may delete entries; the word for it ends with the statement.
const OLD_AUDIT_ENTRIES = `
DELETE FROM audit_entry WHERE tenant_id = $1 AND set_config('carillon.retention', 'on', true) = 'on'
  AND id = ANY (ARRAY(
    SELECT id FROM audit_entry WHERE tenant_id = $1 AND id < uuid_floor(now() - $2 * interval '1 day')
    ORDER BY id LIMIT ${MOST}))`;

const STATEMENTS = {
  deadLetters: OLD_DEAD_LETTERS,
  deadLetterHours: OLD_HOURS,
  redrives: OLD_REDRIVES,
  events: OLD_EVENTS,
  eventDeliveries: OLD_EVENT_DELIVERIES,
  inboxItems: OLD_ITEMS,
  auditEntries: OLD_AUDIT_ENTRIES,
} as const;

/**
 * Deletes a tenant's rows of this age, some at a time, until none is left or it is `endsAt`
 * (`performance.now()`). Resolves to how many. The deliveries of dead letters stay failed.
 */
export const deleteOldRows = async (
  { pool }: Database,
  rows: keyof typeof STATEMENTS,
  { tenantId, days }: Aged,
  endsAt: number,
): Promise<number> => {
  let deleted = 0;
  for (;;) {
    const { rowCount } = await pool.query(STATEMENTS[rows], [tenantId, days]);
    deleted += rowCount ?? 0;
    if ((rowCount ?? 0) < MOST || performance.now() >= endsAt) return deleted;
  }
};
