import { CarillonError } from '@carillon/domain';
import { AFTER_ALL_ITEMS, countInbox } from '@carillon/repositories';
import { z } from 'zod';
import { defineEndpoint } from '../../http/endpoint.ts';
import { eventStream } from '../../http/event-stream.ts';
import { eventText } from '../../inbox-streams/event-text.ts';
import { EXAMPLE_SUBSCRIBER_ID } from '../subscribers/subscriber-example.ts';
import { subscriberParams } from '../subscribers/subscriber-params.ts';
import { inboxCountsView } from './inbox-counts-view.ts';

const VERSION = /^\d{1,15}$/;

const DESCRIPTION = `Server-Sent Events. \`item\` holds an item that is new or has changed, \`counts\` the
counts; their \`id\` is the inbox's version. A client that comes back with \`Last-Event-ID\` gets each item
that has changed since, in its newest state; one without it gets the counts and what changes from now on.
A comment comes every 15 s.`;

export const streamInboxEndpoint = defineEndpoint({
  method: 'GET',
  path: '/subscribers/{subscriberId}/inbox/stream',
  scope: 'subscribers:read',
  tag: 'Inbox',
  summary: 'What changes in an inbox, as it changes',
  description: DESCRIPTION,
  params: subscriberParams,
  answers: {
    200: {
      description: 'Events without end.',
      mediaType: 'text/event-stream',
      schema: z.string(),
      example: 'event: counts\nid: 1\ndata: {"unread":1,"unseen":1,"total":1,"version":1}\n\n',
    },
  },
  refusals: ['not_found', 'rate_limited'],
  example: { params: { subscriberId: EXAMPLE_SUBSCRIBER_ID } },
  handle: async ({ services, caller, params: { subscriberId }, lastEventId }) => {
    const { database, inboxStreams } = services;
    const { tenantId, apiKeyId, inbox } = caller;
    const key = { tenantId, subscriberId };
    const counts = await countInbox(database, key);
    if (counts === null) throw new CarillonError('not_found', 'There is no such subscriber.');
    inboxStreams.assertRoom(key);
    const seen = VERSION.test(lastEventId ?? '') ? Number(lastEventId) : counts.version;
    const isUpToDate = seen === counts.version;
    return eventStream((res) =>
      inboxStreams.begin(res, {
        position: { ...key, version: seen, itemId: AFTER_ALL_ITEMS },
        right: { apiKeyId, expiresAtMs: inbox?.expiresAtMs ?? Number.POSITIVE_INFINITY },
        greeting: isUpToDate ? eventText('counts', seen, inboxCountsView(counts)) : ':\n\n',
      }),
    );
  },
});
