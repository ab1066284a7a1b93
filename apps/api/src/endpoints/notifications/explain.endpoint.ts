import {
  CarillonError,
  type DeliveryStatus,
  isHeld,
  pastGates,
  WAITING_STATUSES,
} from '@carillon/domain';
import {
  type DeliveryRecord,
  findHoldsOf,
  findNotification,
  type HoldMark,
  listDeliveriesOf,
  type NotificationRecord,
} from '@carillon/repositories';
import { z } from 'zod';
import { braked } from '../../explain/braked.ts';
import { judgeDelivery } from '../../explain/judge-delivery.ts';
import { type GateFacts, readGateFacts } from '../../explain/read-gate-facts.ts';
import { idParams } from '../../fields/id-field.ts';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { gateSchema, type GateView, gateView } from './gate-view.ts';
import { EXAMPLE_DELIVERY_ID, EXAMPLE_ID } from './notification-example.ts';

const WAITING: ReadonlySet<DeliveryStatus> = new Set(WAITING_STATUSES);

const exampleGate: GateView = {
  gate: 'quiet_hours',
  verdict: 'hold',
  rule: 'within_quiet_hours',
  inputs: { timezone: 'Europe/Berlin', until: '2025-09-01T05:00:00.000Z' },
  at: '2025-08-31T22:00:24.064Z',
  deliveryId: EXAMPLE_DELIVERY_ID,
};

interface Asked {
  readonly tenantId: string;
  readonly record: NotificationRecord;
  readonly facts: GateFacts;
  readonly holds: readonly HoldMark[];
  readonly now: Date;
}

/** One that waits is judged as it is now; of the others what was said is known by how they ended. */
const gatesOf = (asked: Asked, delivery: DeliveryRecord): GateView[] => {
  const { tenantId, record, facts, holds, now } = asked;
  const deliveryId = delivery.id;
  if (!WAITING.has(delivery.status)) {
    const at = delivery.sentAt ?? delivery.updatedAt;
    return pastGates(delivery).map((entry) => gateView(entry, { at, deliveryId }));
  }
  const { request, expiresAt } = record;
  const judging = { tenantId, request, delivery, expiresAt, firstId: null, at: now };
  const mark = isHeld(delivery, expiresAt)
    ? holds.find((hold) => hold.deliveryId === deliveryId)
    : undefined;
  return braked(judgeDelivery(facts, judging), mark).map((entry) =>
    gateView(entry, { at: now, deliveryId }),
  );
};

export const explainEndpoint = defineEndpoint({
  method: 'GET',
  path: '/notifications/{id}/explain',
  scope: 'notifications:read',
  readsAsOwner: true,
  tag: 'Notifications',
  summary: 'Why a notification was sent, waits, or was stopped',
  description:
    'Every gate between its deliveries and their providers: as it is now where a delivery waits, ' +
    'and where one has ended, as far as the gate that stopped it.',
  params: idParams,
  answers: {
    200: {
      description: 'The gates, delivery by delivery.',
      schema: z.strictObject({ gates: z.array(gateSchema) }),
      example: { gates: [exampleGate] },
    },
  },
  refusals: ['not_found'],
  example: { params: { id: EXAMPLE_ID } },
  handle: async ({ services: { database, clock }, caller: { tenantId }, params: { id } }) => {
    const [record, deliveries, holds] = await Promise.all([
      findNotification(database, { tenantId, id }),
      listDeliveriesOf(database, { tenantId, notificationIds: [id] }),
      findHoldsOf(database, { tenantId, notificationId: id }),
    ]);
    if (record === null) throw new CarillonError('not_found', 'There is no such notification.');
    const { category, to } = record.request;
    const now = clock.now();
    const query = { tenantId, category, subscriberId: to.subscriberId, deliveries, at: now };
    const facts = await readGateFacts(database, query);
    const asked = { tenantId, record, facts, holds, now };
    return answer(200, { gates: deliveries.flatMap((delivery) => gatesOf(asked, delivery)) });
  },
});
