import { CarillonError, isUuid } from '@carillon/domain';
import { listEvents } from '@carillon/repositories';
import { z } from 'zod';
import { pageQuery } from '../../fields/page-query.ts';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { pageOf, pageSchema } from '../../http/page-of.ts';
import { eventSchema, eventView, exampleEvent } from './event-view.ts';

const UNKNOWN = 'after must be the id of an event that is still kept.';

export const listEventsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/events',
  scope: 'events:read',
  tag: 'Events',
  summary: 'What has happened, the oldest first',
  description:
    'The event log: events of the types that the setting `eventLog` names. Ask again with the id of the ' +
    'last event in `after`: none is passed over, however late its transaction commits, and none comes ' +
    'twice. An event appears once every transaction that began before its own has ended.',
  query: z.strictObject({
    ...pageQuery,
    cursor: z.string().optional().meta({ description: 'The same as `after`.' }),
    after: z.string().optional().meta({ description: 'The id of the last event that was read.' }),
  }),
  answers: {
    200: {
      description:
        'A page of events. `nextCursor` is the id of the last one, where more are there.',
      schema: pageSchema(eventSchema),
      example: { data: [exampleEvent], nextCursor: null },
    },
  },
  refusals: ['invalid_cursor'],
  example: { query: { limit: '100' } },
  handle: async ({ services: { database }, caller: { tenantId }, query }) => {
    const { limit, cursor, after = cursor } = query;
    if (after !== undefined && !isUuid(after)) throw new CarillonError('invalid_cursor', UNKNOWN);
    const page = { tenantId, afterId: after ?? null, limit: limit + 1 };
    const events = await listEvents(database, page);
    if (events === null) throw new CarillonError('invalid_cursor', UNKNOWN);
    return answer(200, pageOf(events, limit, { view: eventView, cursor: ({ id }) => id }));
  },
});
