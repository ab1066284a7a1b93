import { lastDeliveryIdOf, type ReceiptKind } from '@carillon/domain';
import type { Database } from '../database.ts';

export interface ReceiptRecord {
  readonly deliveryId: string;
  readonly kind: ReceiptKind;
  readonly at: Date;
  readonly code: string | null;
}

/** What was heard about a notification's deliveries, the oldest first. */
export const listReceipts = (
  { kysely }: Database,
  { tenantId, notificationId }: { tenantId: string; notificationId: string },
): Promise<ReceiptRecord[]> =>
  kysely
    .selectFrom('receipt')
    .select(['delivery_id as deliveryId', 'kind', 'at', 'code'])
    .where('tenant_id', '=', tenantId)
    .where('delivery_id', '>', notificationId)
    .where('delivery_id', '<=', lastDeliveryIdOf(notificationId))
    .orderBy('at')
    .orderBy('received_at')
    .execute();
