import { DEFAULT_RETENTION, MAX_RETENTION_DAYS } from '@carillon/domain';
import { z } from 'zod';

/** Endpoints are told for three days, and disabled after five. */
const MIN_EVENT_DAYS = 7;
/** A dead letter keeps its notification, its content and its template. */
const MAX_DEAD_LETTER_DAYS = 365;

const days = z.int().min(1).max(MAX_RETENTION_DAYS);
const orAsLong = days
  .nullable()
  .meta({ description: 'Days; null for as long as the notification.' });

const fields = {
  notificationDays: days,
  contentDays: orAsLong,
  attemptDays: orAsLong,
  deadLetterDays: z.int().min(1).max(MAX_DEAD_LETTER_DAYS),
  eventDays: days.min(MIN_EVENT_DAYS),
  inboxDays: days,
  auditDays: days,
};

/** For how many days things are kept, with what holds where nothing was said. */
export const retentionSchema = z.strictObject({
  notificationDays: fields.notificationDays.default(DEFAULT_RETENTION.notificationDays),
  contentDays: fields.contentDays.default(DEFAULT_RETENTION.contentDays),
  attemptDays: fields.attemptDays.default(DEFAULT_RETENTION.attemptDays),
  deadLetterDays: fields.deadLetterDays.default(DEFAULT_RETENTION.deadLetterDays),
  eventDays: fields.eventDays.default(DEFAULT_RETENTION.eventDays),
  inboxDays: fields.inboxDays.default(DEFAULT_RETENTION.inboxDays),
  auditDays: fields.auditDays.default(DEFAULT_RETENTION.auditDays),
});

export const retentionChangeSchema = z.strictObject(fields).partial();
