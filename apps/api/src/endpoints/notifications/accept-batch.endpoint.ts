import { MAX_BATCH_BYTES } from '@carillon/domain';
import type { z } from 'zod';
import { draftRequest } from '../../accept/draft-request.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { EXAMPLE_BATCH_ID } from '../batches/batch-example.ts';
import type { Validated } from '../../http/validate.ts';
import {
  acceptedBatchSchema,
  batchAnswer,
  type BatchItem,
  partialBatchSchema,
  refusedBatch,
} from './batch-answer.ts';
import { EXAMPLE_ID, exampleRequest } from './notification-example.ts';
import type { ReadNotification } from './notification-request-schema.ts';
import { batchQuery, batchSchema, inItem, readBatch } from './read-batch.ts';

const batchId = EXAMPLE_BATCH_ID;
const exampleItem = { index: 0, id: EXAMPLE_ID, status: 'queued' };

export const acceptBatch = defineEndpoint({
  method: 'POST',
  path: '/notifications/batch',
  scope: 'notifications:write',
  tag: 'Notifications',
  summary: 'Accept up to 1,000 notifications at once',
  query: batchQuery,
  body: batchSchema as unknown as z.ZodType<readonly Validated<ReadNotification>[]>,
  readBody: readBatch,
  maxBodyBytes: MAX_BATCH_BYTES,
  notificationsIn: ({ length }) => length,
  keepsAnswers: true,
  hasDeadline: true,
  answers: {
    202: {
      description: 'All were accepted.',
      schema: acceptedBatchSchema,
      example: { batchId, accepted: 1, items: [exampleItem] },
    },
    207: {
      description: 'With mode=partial: some were accepted.',
      schema: partialBatchSchema,
      example: { batchId, accepted: 1, rejected: 0, items: [exampleItem] },
    },
  },
  refusals: ['batch_too_large'],
  example: { body: { notifications: [exampleRequest] } },
  handle: async ({ services, caller, query, body, bodyBytes, idempotency, traceparent, note }) => {
    const { acceptor, clock, egress, ids } = services;
    const context = { now: clock.now(), egress };
    const items = body.map((read, index): BatchItem => {
      if (!read.ok) return read;
      const drafted = draftRequest(read.value, context);
      return drafted.ok ? drafted : { ok: false, errors: drafted.errors.map(inItem(index)) };
    });
    const batch = { id: ids.newId(), items, partial: query.mode === 'partial' };
    const errors = items.flatMap((item) => (item.ok ? [] : item.errors));
    if (errors.length > 0 && !batch.partial) throw refusedBatch(errors);
    note({ batchId: batch.id, notifications: items.length });
    const { answer } = await acceptor.accept({
      tenantId: caller.tenantId,
      apiKeyId: caller.apiKeyId,
      idempotency,
      traceparent,
      drafts: items.flatMap((item) => (item.ok ? [item.draft] : [])),
      batchId: batch.id,
      bytes: bodyBytes,
      answer: (planned) => batchAnswer(batch, planned),
    });
    return answer;
  },
});
