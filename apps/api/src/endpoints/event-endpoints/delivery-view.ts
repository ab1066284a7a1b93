import { EVENT_RETRY, maxAttemptsOf, OUTCOMES, timeOfId } from '@carillon/domain';
import type { EventDeliveryRecord } from '@carillon/repositories';
import { z } from 'zod';

const MAX_ATTEMPTS = maxAttemptsOf(EVENT_RETRY);

export const eventDeliverySchema = z
  .strictObject({
    eventId: z.uuid().meta({ description: 'The webhook-id.' }),
    type: z.string(),
    status: z.enum(['queued', 'sending', 'retrying', 'delivered', 'failed', 'cancelled']),
    attempts: z.int(),
    maxAttempts: z.int(),
    nextAttemptAt: z.iso.datetime().nullable(),
    deliveredAt: z.iso.datetime().nullable(),
    lastError: z
      .strictObject({
        code: z.string(),
        outcome: z.enum(OUTCOMES),
        message: z.string().nullable(),
      })
      .nullable(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'EventDelivery' });

const lastErrorOf = ({ lastOutcome, lastCode, lastMessage }: EventDeliveryRecord) =>
  lastOutcome === null || lastOutcome === 'accepted'
    ? null
    : { code: lastCode ?? lastOutcome, outcome: lastOutcome, message: lastMessage };

/** What was sent to an endpoint, or is to be. */
export const eventDeliveryView = (delivery: EventDeliveryRecord) => {
  const { eventId, type, status, attempts, dueAt, deliveredAt, updatedAt } = delivery;
  const waits = status === 'queued' || status === 'retrying';
  return {
    eventId,
    type,
    status,
    attempts,
    maxAttempts: MAX_ATTEMPTS,
    nextAttemptAt: waits ? dueAt.toISOString() : null,
    deliveredAt: deliveredAt?.toISOString() ?? null,
    lastError: lastErrorOf(delivery),
    createdAt: new Date(timeOfId(eventId)).toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
};
