import { CarillonError } from '@carillon/domain';
import { cancelBatch } from '@carillon/repositories';
import { z } from 'zod';
import { idParams } from '../../fields/id-field.ts';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { EXAMPLE_BATCH_ID } from './batch-example.ts';

export const cancelBatchEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/batches/{id}',
  scope: 'notifications:write',
  tag: 'Batches',
  summary: 'Cancel what still waits of a batch',
  params: idParams,
  answers: {
    200: {
      description: 'How many deliveries were cancelled.',
      schema: z.strictObject({ cancelled: z.int() }),
      example: { cancelled: 1 },
    },
  },
  refusals: ['not_found'],
  example: { params: { id: EXAMPLE_BATCH_ID } },
  handle: async ({ services: { database }, caller: { tenantId }, params: { id }, note }) => {
    const result = await cancelBatch(database, { tenantId, id });
    if (result === null) throw new CarillonError('not_found', 'There is no such batch.');
    note({ batchId: id, cancelled: result.cancelled });
    return answer(200, { cancelled: result.cancelled });
  },
});
