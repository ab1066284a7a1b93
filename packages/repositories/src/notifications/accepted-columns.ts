import { NOBODY } from '../deliveries/nobody.ts';
import type { Columns } from '../sql/rows-of.ts';
import type { AcceptedDelivery, AcceptedNotification, AcceptRequest } from './accept-flush.ts';

export interface NotificationRow {
  readonly n: AcceptedNotification;
  readonly r: AcceptRequest;
}
export interface DeliveryRow extends NotificationRow {
  readonly d: AcceptedDelivery;
}

/** Only idempotency keys make it matter which request a row came with. */
export const REQUEST_ID = {
  name: 'request_id',
  type: 'uuid',
  of: ({ r }: NotificationRow) => r.requestId,
};
const TENANT_ID = { name: 'tenant_id', type: 'uuid', of: ({ r }: NotificationRow) => r.tenantId };
const PRIORITY = { name: 'priority', type: 'smallint', of: ({ n }: NotificationRow) => n.rank };
const EXPIRES_AT = {
  name: 'expires_at',
  type: 'time',
  of: ({ n }: NotificationRow) => n.expiresAt.getTime(),
};

export const NOTIFICATION: Columns<NotificationRow> = {
  own: [{ name: 'id', type: 'uuid', of: ({ n }) => n.id }],
  shared: [
    [TENANT_ID, { name: 'api_key_id', type: 'uuid', of: ({ r }) => r.apiKeyId }],
    [{ name: 'batch_id', type: 'uuid', of: ({ r }) => r.batch?.id ?? null }],
    [
      PRIORITY,
      { name: 'category', type: 'text', of: ({ n }) => n.category },
      { name: 'entity_type', type: 'text', of: ({ n }) => n.entityType },
      { name: 'entity_id', type: 'text', of: ({ n }) => n.entityId },
      { name: 'correlation_id', type: 'text', of: ({ n }) => n.correlationId },
    ],
    [
      { name: 'scheduled_at', type: 'time', of: ({ n }) => n.scheduledAt?.getTime() ?? null },
      EXPIRES_AT,
    ],
  ],
};

export const DELIVERY: Columns<DeliveryRow> = {
  own: [
    { name: 'id', type: 'uuid', of: ({ d }) => d.id },
    { name: 'address', type: 'text', of: ({ d }) => d.address },
  ],
  shared: [
    [TENANT_ID],
    [
      {
        name: 'dispatch_id',
        type: 'uuid',
        of: ({ d }) => (d.status === 'suppressed' ? NOBODY : d.dispatchId),
      },
    ],
    [
      PRIORITY,
      { name: 'channel', type: 'channel', of: ({ d }) => d.channel },
      { name: 'status', type: 'delivery_status', of: ({ d }) => d.status },
      { name: 'max_attempts', type: 'smallint', of: ({ d }) => d.maxAttempts },
      { name: 'at_most_once', type: 'boolean', of: ({ d }) => d.atMostOnce },
      { name: 'last_code', type: 'text', of: ({ d }) => d.code ?? null },
    ],
    [{ name: 'due_at', type: 'time', of: ({ d }) => d.dueAt.getTime() }, EXPIRES_AT],
  ],
};
