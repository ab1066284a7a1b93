import { EVENT_TYPES } from '@carillon/domain';
import type { Database } from '../database.ts';

const LOG_ALL = `
UPDATE installation SET event_log = $1::text[] WHERE event_log IS DISTINCT FROM $1::text[]`;

/** From now on the event log has every type, for each tenant whose settings do not say otherwise. */
export const logAllEvents = async ({ pool }: Database): Promise<void> => {
  await pool.query(LOG_ALL, [EVENT_TYPES]);
};
