import { eventPayload, type HappenedEvent } from '@carillon/domain';
import { z } from 'zod';

export const eventSchema = z
  .strictObject({
    id: z.uuid().meta({ description: 'What endpoints get as `webhook-id`.' }),
    type: z.string(),
    timestamp: z.iso.datetime(),
    data: z.record(z.string(), z.unknown()).meta({
      description:
        'Ids, states and codes, and what was said about the notification: never an address or content.',
    }),
  })
  .meta({ id: 'Event' });

/** What a client sees of an event: its id and the payload that endpoints get. */
export const eventView = (event: HappenedEvent): z.output<typeof eventSchema> => {
  const { type, timestamp, data } = eventPayload(event);
  return { id: event.id, type, timestamp, data: { ...data } };
};

export const exampleEvent = {
  id: '0198f3a0-7777-7aaa-8bbb-0000000000e1',
  type: 'delivery.sent',
  timestamp: '2026-01-02T03:04:05.678Z',
  data: {
    deliveryId: '0198f3a0-1111-7222-8333-444455550001',
    channel: 'email',
    status: 'sent',
    attempts: 1,
    nextAttemptAt: null,
    provider: 'smtp',
    providerMessageId: '<0198f3a0-1111-7222-8333-444455550001@carillon.example>',
    outcome: 'accepted',
    code: null,
    notificationId: '0198f3a0-1111-7222-8333-444455550000',
    batchId: null,
    category: 'transactional',
    entity: { type: 'order', id: '42' },
    metadata: null,
    correlationId: null,
  },
};
