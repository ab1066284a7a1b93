import { CarillonError } from '@carillon/domain';
import { countInbox } from '@carillon/repositories';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { EXAMPLE_SUBSCRIBER_ID } from '../subscribers/subscriber-example.ts';
import { subscriberParams } from '../subscribers/subscriber-params.ts';
import { inboxCountsSchema, inboxCountsView } from './inbox-counts-view.ts';

export const countInboxEndpoint = defineEndpoint({
  method: 'GET',
  path: '/subscribers/{subscriberId}/inbox/counts',
  scope: 'subscribers:read',
  tag: 'Inbox',
  summary: 'How full an inbox is',
  params: subscriberParams,
  answers: {
    200: {
      description: 'The counts of one version.',
      schema: inboxCountsSchema,
      example: { unread: 1, unseen: 1, total: 1, version: 1 },
    },
  },
  refusals: ['not_found'],
  example: { params: { subscriberId: EXAMPLE_SUBSCRIBER_ID } },
  handle: async ({ services: { database }, caller: { tenantId }, params: { subscriberId } }) => {
    const counts = await countInbox(database, { tenantId, subscriberId });
    if (counts === null) throw new CarillonError('not_found', 'There is no such subscriber.');
    return answer(200, inboxCountsView(counts));
  },
});
