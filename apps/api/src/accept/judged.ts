import type { DeliveryRecord, NotificationRecord } from '@carillon/repositories';
import type { Planned } from './plan-notification.ts';

/** A notification and its deliveries, as they are read. */
export interface NotificationRecords {
  readonly record: NotificationRecord;
  readonly deliveries: readonly DeliveryRecord[];
}

/** What is known of a draft: planned, refused, or a duplicate of one that was first with its dedupe key. */
export type Judged = Planned | { readonly ok: true; readonly first: NotificationRecords };
