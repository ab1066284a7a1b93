import { randomUUID } from 'node:crypto';
import { deliveryIdOf, notificationIdFrom, type Channel } from '@carillon/domain';
import { v7 as uuidv7 } from 'uuid';
import {
  DEFAULT_TENANT_ID,
  type AcceptedDelivery,
  type AcceptedNotification,
  type AcceptFlush,
  type AcceptRequest,
  type ClaimRequest,
} from '../src/index.ts';

export interface FlushShape {
  readonly count?: number;
  readonly channel?: Channel;
  /** False: the deliveries wait in PostgreSQL. */
  readonly riding?: boolean;
  readonly key?: string;
  readonly delivery?: Partial<AcceptedDelivery>;
  readonly notification?: Partial<AcceptedNotification>;
  readonly tenantId?: string;
}

const HOUR_MS = 3_600_000;
const inHours = (hours: number): Date => new Date(Date.now() + hours * HOUR_MS);

/** One request with `count` notifications of one delivery each, all riding one dispatch. */
export const flushOf = (shape: FlushShape = {}): AcceptFlush => {
  const { count = 1, channel = 'email', riding = true, tenantId = DEFAULT_TENANT_ID } = shape;
  const dispatchId = riding ? uuidv7() : null;
  const notifications = Array.from({ length: count }, (_, i): AcceptedNotification => {
    const id = notificationIdFrom(uuidv7());
    const address = `person${i}@example.com`;
    return {
      id,
      request: JSON.stringify({ to: { email: address }, content: { body: 'Hello' } }),
      rank: 3,
      category: 'transactional',
      entityType: null,
      entityId: null,
      correlationId: null,
      scheduledAt: null,
      expiresAt: inHours(72),
      deliveries: [
        {
          id: deliveryIdOf(id, 1),
          channel,
          address,
          status: 'queued',
          dueAt: inHours(-1),
          dispatchId,
          maxAttempts: 5,
          atMostOnce: false,
          ...shape.delivery,
        },
      ],
      ...shape.notification,
    };
  });
  const request: AcceptRequest = {
    requestId: randomUUID(),
    tenantId,
    apiKeyId: null,
    idempotency:
      shape.key === undefined
        ? null
        : {
            key: shape.key,
            fingerprint: Buffer.from('f1'),
            status: 202,
            location: null,
            body: '{}',
          },
    batch: null,
    notifications,
  };
  const deliveryIds = notifications.flatMap((n) => n.deliveries.map((d) => d.id));
  return {
    requests: [request],
    dispatches:
      dispatchId === null ? [] : [{ id: dispatchId, tenantId, channel, rank: 3, deliveryIds }],
  };
};

export const deliveryIdsOf = (flush: AcceptFlush): string[] =>
  flush.requests.flatMap((r) => r.notifications.flatMap((n) => n.deliveries.map((d) => d.id)));

/** The claim of everything that rides a flush's first dispatch. */
export const claimOf = (flush: AcceptFlush, leaseMs = 20_000): ClaimRequest => {
  const [dispatch] = flush.dispatches;
  if (dispatch === undefined) throw new Error('nothing of this flush rides a dispatch');
  const { id: dispatchId, tenantId, deliveryIds } = dispatch;
  return { dispatchId, tenantId, deliveryIds, leaseMs };
};
