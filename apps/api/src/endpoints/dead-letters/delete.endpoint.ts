import { CarillonError } from '@carillon/domain';
import { deleteDeadLetter } from '@carillon/repositories';
import { logAndContinue } from '@carillon/runtime';
import { NO_CONTENT } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { EXAMPLE_DEAD_ID } from './dead-letter-example.ts';
import { deadLetterParams } from './dead-letter-params.ts';

export const deleteDeadLetterEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/dead-letters/{deliveryId}',
  scope: 'dead_letters:write',
  tag: 'Dead letters',
  summary: 'Forget a dead letter',
  description: 'Its delivery stays failed.',
  params: deadLetterParams,
  audits: true,
  answers: { 204: { description: 'It is forgotten.' } },
  refusals: ['not_found'],
  example: { params: { deliveryId: EXAMPLE_DEAD_ID } },
  handle: async ({ services, caller: { tenantId }, params: { deliveryId }, note }) => {
    const { database, producer, log } = services;
    if (!(await deleteDeadLetter(database, { tenantId, deliveryId }))) {
      throw new CarillonError('not_found', 'There is no such dead letter.');
    }
    note({ deliveryId });
    const why = 'Bull Board still shows a dead letter that was deleted';
    if (producer.isUp()) void logAndContinue(producer.deadLetters.remove(deliveryId), log, why);
    return NO_CONTENT;
  },
});
