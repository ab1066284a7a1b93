import { CarillonError } from '@carillon/domain';
import { findSubscriber, INBOX_STATES, listInboxItems } from '@carillon/repositories';
import { z } from 'zod';
import { pageQuery } from '../../fields/page-query.ts';
import { answer } from '../../http/answer.ts';
import { idCursor } from '../../http/cursor.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { pageOf, pageSchema } from '../../http/page-of.ts';
import { EXAMPLE_SUBSCRIBER_ID } from '../subscribers/subscriber-example.ts';
import { subscriberParams } from '../subscribers/subscriber-params.ts';
import { exampleItem } from './inbox-example.ts';
import { inboxItemSchema, inboxItemView } from './inbox-item-view.ts';

export const listInboxEndpoint = defineEndpoint({
  method: 'GET',
  path: '/subscribers/{subscriberId}/inbox',
  scope: 'subscribers:read',
  tag: 'Inbox',
  summary: "A subscriber's inbox, the newest first",
  params: subscriberParams,
  query: z.strictObject({ ...pageQuery, state: z.enum(INBOX_STATES).optional() }),
  answers: {
    200: {
      description: 'A page of items.',
      schema: pageSchema(inboxItemSchema),
      example: { data: [exampleItem], nextCursor: null },
    },
  },
  refusals: ['not_found', 'invalid_cursor'],
  example: { params: { subscriberId: EXAMPLE_SUBSCRIBER_ID }, query: { state: 'unread' } },
  handle: async ({ services: { database }, caller: { tenantId }, params, query }) => {
    const { subscriberId } = params;
    const { limit, cursor, state = null } = query;
    const beforeId = idCursor.read(cursor);
    const inbox = { tenantId, subscriberId, state, beforeId, limit: limit + 1 };
    const [subscriber, rows] = await Promise.all([
      findSubscriber(database, { tenantId, id: subscriberId }),
      listInboxItems(database, inbox),
    ]);
    if (subscriber === null) throw new CarillonError('not_found', 'There is no such subscriber.');
    const page = pageOf(rows, limit, {
      view: inboxItemView,
      cursor: ({ id }) => idCursor.write(id),
    });
    return answer(200, page);
  },
});
