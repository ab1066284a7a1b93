import { CarillonError } from '@carillon/domain';
import { cancelBatch } from '@carillon/repositories';
import { z } from 'zod';
import { idParams } from '../../fields/id-field.ts';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { EXAMPLE_BATCH_ID } from './batch-example.ts';

/** An answer has to come within 2 s. */
const MOST_MS = 1_500;

export const cancelBatchEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/batches/{id}',
  scope: 'notifications:write',
  tag: 'Batches',
  summary: 'Cancel what still waits of a batch',
  description:
    'Of a broadcast also those who are not made yet. What is left of a very large one after a second and a half is cancelled by the workers.',
  params: idParams,
  audits: true,
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
    const untilMs = performance.now() + MOST_MS;
    const result = await cancelBatch(database, { tenantId, id, untilMs });
    if (result === null) throw new CarillonError('not_found', 'There is no such batch.');
    note({ batchId: id, cancelled: result.cancelled });
    return answer(200, { cancelled: result.cancelled });
  },
});
