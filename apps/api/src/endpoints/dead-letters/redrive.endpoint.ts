import { CarillonError, notificationIdOf } from '@carillon/domain';
import { redriveDeadLetters, repeatOnConflict } from '@carillon/repositories';
import { logAndContinue } from '@carillon/runtime';
import { z } from 'zod';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { EXAMPLE_DEAD_ID } from './dead-letter-example.ts';
import { deadLetterParams } from './dead-letter-params.ts';

const schema = z.strictObject({
  deliveryId: z.uuid(),
  notificationId: z.uuid(),
  status: z.literal('queued'),
});

export const redriveDeadLetterEndpoint = defineEndpoint({
  method: 'POST',
  path: '/dead-letters/{deliveryId}/redrive',
  scope: 'dead_letters:write',
  tag: 'Dead letters',
  summary: 'Send it after all',
  description:
    'A new budget of attempts and, unless its own end is still ahead, a new default expiry; earlier attempts stay listed, the dead letter is gone.',
  params: deadLetterParams,
  audits: true,
  answers: {
    202: {
      description: 'It is queued again.',
      schema,
      example: {
        deliveryId: EXAMPLE_DEAD_ID,
        notificationId: notificationIdOf(EXAMPLE_DEAD_ID),
        status: 'queued',
      },
    },
  },
  refusals: ['not_found'],
  example: { params: { deliveryId: EXAMPLE_DEAD_ID } },
  handle: async ({ services, caller: { tenantId }, params: { deliveryId }, note }) => {
    const { database, producer, log } = services;
    const asked = { tenantId, deliveryIds: [deliveryId], runId: null };
    const redriven = await repeatOnConflict(() => redriveDeadLetters(database.pool, asked));
    if (redriven.length === 0)
      throw new CarillonError('not_found', 'There is no such dead letter.');
    note({ deliveryId });
    producer.wake('dispatch');
    const why = 'Bull Board still shows a dead letter that was redriven';
    if (producer.isUp()) void logAndContinue(producer.deadLetters.remove(deliveryId), log, why);
    const notificationId = notificationIdOf(deliveryId);
    return answer(202, { deliveryId, notificationId, status: 'queued' });
  },
});
