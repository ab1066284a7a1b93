import { CarillonError } from '@carillon/domain';
import { readAllItems } from '@carillon/repositories';
import { z } from 'zod';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { EXAMPLE_SUBSCRIBER_ID } from '../subscribers/subscriber-example.ts';
import { subscriberParams } from '../subscribers/subscriber-params.ts';
import { inboxCountsSchema, inboxCountsView } from './inbox-counts-view.ts';

export const readAllEndpoint = defineEndpoint({
  method: 'POST',
  path: '/subscribers/{subscriberId}/inbox/read-all',
  scope: 'subscribers:write',
  tag: 'Inbox',
  summary: 'Mark every unread item read',
  description: 'Archived items stay as they are.',
  params: subscriberParams,
  body: z.strictObject({}).prefault({}),
  bodyIsOptional: true,
  answers: {
    200: {
      description: 'The counts after it.',
      schema: inboxCountsSchema,
      example: { unread: 0, unseen: 0, total: 1, version: 2 },
    },
  },
  refusals: ['not_found'],
  example: { params: { subscriberId: EXAMPLE_SUBSCRIBER_ID } },
  handle: async ({ services, caller: { tenantId }, params: { subscriberId } }) => {
    const { database, inboxStreams } = services;
    const inbox = { tenantId, subscriberId };
    const counts = await readAllItems(database, inbox);
    if (counts === null) throw new CarillonError('not_found', 'There is no such subscriber.');
    inboxStreams.changed(inbox);
    return answer(200, inboxCountsView(counts));
  },
});
