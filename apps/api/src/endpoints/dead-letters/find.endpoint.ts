import { CarillonError } from '@carillon/domain';
import { findDeadLetter } from '@carillon/repositories';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { EXAMPLE_DEAD_ID, exampleDeadLetter } from './dead-letter-example.ts';
import { deadLetterParams } from './dead-letter-params.ts';
import { deadLetterSchema, deadLetterView } from './dead-letter-view.ts';

export const findDeadLetterEndpoint = defineEndpoint({
  method: 'GET',
  path: '/dead-letters/{deliveryId}',
  scope: 'dead_letters:read',
  tag: 'Dead letters',
  summary: 'A dead letter',
  params: deadLetterParams,
  answers: {
    200: {
      description: 'The dead letter.',
      schema: deadLetterSchema,
      example: exampleDeadLetter,
    },
  },
  refusals: ['not_found'],
  example: { params: { deliveryId: EXAMPLE_DEAD_ID } },
  handle: async ({ services: { database }, caller: { tenantId }, params: { deliveryId } }) => {
    const record = await findDeadLetter(database, { tenantId, deliveryId });
    if (record === null) throw new CarillonError('not_found', 'There is no such dead letter.');
    return answer(200, deadLetterView(record));
  },
});
