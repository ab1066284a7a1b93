import { CarillonError } from '@carillon/domain';
import { findBatch } from '@carillon/repositories';
import { idParams } from '../../fields/id-field.ts';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { EXAMPLE_BATCH_ID } from './batch-example.ts';
import { batchSchema, batchView } from './batch-view.ts';

const createdAt = new Date('2025-08-31T12:00:24.064Z');

export const findBatchEndpoint = defineEndpoint({
  method: 'GET',
  path: '/batches/{id}',
  scope: 'notifications:read',
  tag: 'Batches',
  summary: 'How far a batch is',
  params: idParams,
  answers: {
    200: {
      description: 'The batch.',
      schema: batchSchema,
      example: batchView({
        id: EXAMPLE_BATCH_ID,
        total: 1,
        createdAt,
        counts: { queued: 1 },
        changedAt: createdAt,
        broadcast: null,
      }),
    },
  },
  refusals: ['not_found'],
  example: { params: { id: EXAMPLE_BATCH_ID } },
  handle: async ({ services: { database }, caller: { tenantId }, params: { id } }) => {
    const record = await findBatch(database, { tenantId, id });
    if (record === null) throw new CarillonError('not_found', 'There is no such batch.');
    return answer(200, batchView(record));
  },
});
