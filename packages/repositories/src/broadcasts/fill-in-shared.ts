import { memberRequest } from '@carillon/domain';
import type { Database } from '../database.ts';
import type { NotificationRecord } from '../notifications/notification-record.ts';
import { findBroadcastRequests } from './find-broadcast-requests.ts';

/** Notifications as they were accepted: those of broadcasts with what all of a broadcast share. */
export const fillInShared = async (
  database: Database,
  tenantId: string,
  records: readonly NotificationRecord[],
): Promise<readonly NotificationRecord[]> => {
  const batchIds = records.flatMap(({ request: { broadcast } }) => broadcast ?? []);
  if (batchIds.length === 0) return records;
  const keys = batchIds.map((batchId) => ({ tenantId, batchId }));
  const shared = await findBroadcastRequests(database, keys);
  return records.map((record) => {
    const request = shared.get(record.request.broadcast ?? '');
    return request === undefined
      ? record
      : { ...record, request: memberRequest(request, record.request) };
  });
};
