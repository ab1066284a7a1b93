import { notificationIdOf } from '@carillon/domain';
import {
  type Database,
  findFirstNotifications,
  freeOrphanedKeys,
  listDeliveriesOf,
} from '@carillon/repositories';
import type { Asking } from './accept-entry.ts';
import { dedupeKeysOf, dedupeName } from './dedupe-keys.ts';
import type { NotificationRecords } from './judged.ts';

/** Who was first with the dedupe keys that entries name, by `dedupeName`. */
export type Firsts = ReadonlyMap<string, NotificationRecords>;

/** Looks up who was first with the keys of these entries, and how they are now. */
export const fetchFirsts = async (
  database: Database,
  entries: readonly Asking[],
): Promise<Firsts> => {
  const names = entries.flatMap((entry) =>
    dedupeKeysOf(entry).map((key) => ({ tenantId: entry.tenantId, key })),
  );
  const found = await findFirstNotifications(database, names);
  await freeOrphanedKeys(
    database,
    found.filter(({ record }) => record === null),
  );
  const firsts = new Map<string, NotificationRecords>();
  for (const [tenantId, own] of Map.groupBy(found, (first) => first.tenantId)) {
    const notificationIds = [...new Set(own.map((first) => first.notificationId))];
    const all = await listDeliveriesOf(database, { tenantId, notificationIds });
    const deliveries = Map.groupBy(all, ({ id }) => notificationIdOf(id));
    for (const { key, notificationId, record } of own) {
      if (record === null) continue;
      const records = { record, deliveries: deliveries.get(notificationId) ?? [] };
      firsts.set(dedupeName(tenantId, key), records);
    }
  }
  return firsts;
};
