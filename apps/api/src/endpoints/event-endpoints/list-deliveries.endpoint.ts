import { listEventDeliveries } from '@carillon/repositories';
import { z } from 'zod';
import { idParams } from '../../fields/id-field.ts';
import { pageQuery } from '../../fields/page-query.ts';
import { answer } from '../../http/answer.ts';
import { idCursor } from '../../http/cursor.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { pageOf, pageSchema } from '../../http/page-of.ts';
import { exampleEventDelivery } from './delivery-example.ts';
import { eventDeliverySchema, eventDeliveryView } from './delivery-view.ts';
import { EXAMPLE_ENDPOINT_ID } from './endpoint-example.ts';
import { findOwnEndpoint } from './find-own-endpoint.ts';

export const listEventDeliveriesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/event-endpoints/{id}/deliveries',
  scope: 'events:read',
  tag: 'Events',
  summary: 'What an endpoint was sent, the newest first',
  params: idParams,
  query: z.strictObject(pageQuery),
  answers: {
    200: {
      description: 'A page of events and what became of them.',
      schema: pageSchema(eventDeliverySchema),
      example: { data: [exampleEventDelivery], nextCursor: null },
    },
  },
  refusals: ['not_found', 'invalid_cursor'],
  example: { params: { id: EXAMPLE_ENDPOINT_ID } },
  handle: async ({ services: { database }, caller: { tenantId }, params: { id }, query }) => {
    const { limit, cursor } = query;
    const before = idCursor.read(cursor);
    await findOwnEndpoint(database, { tenantId, id });
    const asked = { tenantId, endpointId: id, before, limit: limit + 1 };
    const rows = await listEventDeliveries(database, asked);
    const cursorOf = ({ eventId }: { eventId: string }) => idCursor.write(eventId);
    return answer(200, pageOf(rows, limit, { view: eventDeliveryView, cursor: cursorOf }));
  },
});
