import { CarillonError } from '@carillon/domain';
import { findNotification, listAttempts } from '@carillon/repositories';
import { z } from 'zod';
import { idParams } from '../../fields/id-field.ts';
import { pageQuery } from '../../fields/page-query.ts';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { pageSchema } from '../../http/page-of.ts';
import { slicePage } from '../../http/slice-page.ts';
import { attemptSchema, attemptView } from './attempt-view.ts';
import { EXAMPLE_DELIVERY_ID, EXAMPLE_ID } from './notification-example.ts';

const exampleAttempt = {
  id: '01990000-0000-7000-8000-000000000001',
  deliveryId: EXAMPLE_DELIVERY_ID,
  channel: 'email',
  number: 1,
  counted: true,
  provider: 'smtp',
  outcome: 'accepted',
  code: null,
  message: null,
  startedAt: '2025-08-31T12:00:24.070Z',
  durationMs: 12,
  response: '250 2.0.0 OK',
};

export const listAttemptsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/notifications/{id}/attempts',
  scope: 'notifications:read',
  tag: 'Notifications',
  summary: 'Every provider call, the oldest first',
  params: idParams,
  query: z.strictObject(pageQuery),
  answers: {
    200: {
      description: 'A page of attempts.',
      schema: pageSchema(attemptSchema),
      example: { data: [exampleAttempt], nextCursor: null },
    },
  },
  refusals: ['not_found', 'invalid_cursor'],
  example: { params: { id: EXAMPLE_ID } },
  handle: async ({ services: { database }, caller: { tenantId }, params: { id }, query }) => {
    const [record, attempts] = await Promise.all([
      findNotification(database, { tenantId, id }),
      listAttempts(database, { tenantId, notificationId: id }),
    ]);
    if (record === null) throw new CarillonError('not_found', 'There is no such notification.');
    return answer(200, slicePage(attempts.map(attemptView), query));
  },
});
