import { pingEventEndpoint } from '@carillon/repositories';
import { z } from 'zod';
import { idParams } from '../../fields/id-field.ts';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { EXAMPLE_ENDPOINT_ID } from './endpoint-example.ts';
import { EXAMPLE_EVENT_ID } from './delivery-example.ts';
import { notEnabled } from './not-enabled.ts';

export const pingEventEndpointEndpoint = defineEndpoint({
  method: 'POST',
  path: '/event-endpoints/{id}/ping',
  scope: 'events:write',
  tag: 'Events',
  summary: 'Send it an event of type ping',
  description:
    'It goes the way of all events, retries included; the list of deliveries says what became of it.',
  params: idParams,
  answers: {
    200: {
      description: 'It is on its way.',
      schema: z.strictObject({ eventId: z.uuid() }),
      example: { eventId: EXAMPLE_EVENT_ID },
    },
  },
  refusals: ['not_found', 'conflict'],
  example: { params: { id: EXAMPLE_ENDPOINT_ID } },
  handle: async ({ services: { database }, caller: { tenantId }, params: { id }, note }) => {
    const eventId = await pingEventEndpoint(database, { tenantId, id });
    if (eventId === null) throw await notEnabled(database, { tenantId, id });
    note({ endpointId: id, eventId });
    return answer(200, { eventId });
  },
});
