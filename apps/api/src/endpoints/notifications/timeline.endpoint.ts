import { CarillonError } from '@carillon/domain';
import {
  findHoldsOf,
  findNotification,
  listAttempts,
  listDeadMarks,
  listDeliveriesOf,
  listReadsOf,
  listReceipts,
} from '@carillon/repositories';
import { z } from 'zod';
import { idParams } from '../../fields/id-field.ts';
import { pageQuery } from '../../fields/page-query.ts';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { pageSchema } from '../../http/page-of.ts';
import { slicePage } from '../../http/slice-page.ts';
import { EXAMPLE_ID } from './notification-example.ts';
import { timelineEventSchema, timelineView } from './timeline-view.ts';

const exampleEvent = {
  at: '2025-08-31T12:00:24.064Z',
  type: 'accepted',
  deliveryId: null,
  channel: null,
  detail: null,
};

export const timelineEndpoint = defineEndpoint({
  method: 'GET',
  path: '/notifications/{id}/timeline',
  scope: 'notifications:read',
  tag: 'Notifications',
  summary: 'What happened to a notification, the oldest first',
  params: idParams,
  query: z.strictObject(pageQuery),
  answers: {
    200: {
      description: 'A page of events.',
      schema: pageSchema(timelineEventSchema),
      example: { data: [exampleEvent], nextCursor: null },
    },
  },
  refusals: ['not_found', 'invalid_cursor'],
  example: { params: { id: EXAMPLE_ID } },
  handle: async ({ services: { database }, caller: { tenantId }, params: { id }, query }) => {
    const key = { tenantId, notificationId: id };
    const [record, deliveries, attempts, marks, receipts, reads, holds] = await Promise.all([
      findNotification(database, { tenantId, id }),
      listDeliveriesOf(database, { tenantId, notificationIds: [id] }),
      listAttempts(database, key),
      listDeadMarks(database, key),
      listReceipts(database, key),
      listReadsOf(database, key),
      findHoldsOf(database, key),
    ]);
    if (record === null) throw new CarillonError('not_found', 'There is no such notification.');
    const events = timelineView({
      record,
      deliveries,
      attempts,
      marks,
      receipts,
      reads,
      holds,
    });
    return answer(200, slicePage(events, query));
  },
});
