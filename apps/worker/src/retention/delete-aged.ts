import {
  blankBroadcasts,
  deleteOldBatches,
  deleteOldRows,
  type Database,
  type RetentionPolicy,
} from '@carillon/repositories';
import { longestDays } from './longest-days.ts';

/**
 * Deletes what else a tenant has had for longer than it wants, until `endsAt` (`performance.now()`).
 * Resolves to how many rows went.
 */
export const deleteAged = async (
  database: Database,
  policy: RetentionPolicy,
  endsAt: number,
): Promise<number> => {
  const { tenantId, retention } = policy;
  const { deadLetterDays, eventDays, inboxDays, auditDays, contentDays } = retention;
  const letters = { tenantId, days: deadLetterDays };
  const events = { tenantId, days: eventDays };
  const batches = { tenantId, days: longestDays([policy]) };
  return (
    (await deleteOldRows(database, 'deadLetters', letters, endsAt)) +
    (await deleteOldRows(database, 'deadLetterHours', letters, endsAt)) +
    (await deleteOldRows(database, 'redrives', letters, endsAt)) +
    (await deleteOldRows(database, 'eventDeliveries', events, endsAt)) +
    (await deleteOldRows(database, 'events', events, endsAt)) +
    (await deleteOldRows(database, 'inboxItems', { tenantId, days: inboxDays }, endsAt)) +
    (await deleteOldRows(database, 'auditEntries', { tenantId, days: auditDays }, endsAt)) +
    (contentDays === null ? 0 : await blankBroadcasts(database, { tenantId, days: contentDays })) +
    (await deleteOldBatches(database, batches, endsAt))
  );
};
