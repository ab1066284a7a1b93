import { CarillonError } from '@carillon/domain';
import { newWebhookSecret } from '@carillon/providers';
import { insertEventEndpoint, MOST_EVENT_ENDPOINTS } from '@carillon/repositories';
import { z } from 'zod';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { allowedUrl } from './allowed-url.ts';
import { EXAMPLE_SECRET, exampleEndpoint, exampleEndpointInput } from './endpoint-example.ts';
import { endpointFields } from './endpoint-fields.ts';
import { createdEndpointSchema, endpointView } from './endpoint-view.ts';
import { findOwnEndpoint } from './find-own-endpoint.ts';
import { sealEventSecret } from './seal-event-secret.ts';

export const createEventEndpointEndpoint = defineEndpoint({
  method: 'POST',
  path: '/event-endpoints',
  scope: 'events:write',
  tag: 'Events',
  summary: 'Be told of what happens',
  description:
    'Events of these types are posted to the URL as {type, timestamp, data}, signed as Standard Webhooks says, with the event’s id as webhook-id. The secret is answered once.',
  body: z
    .strictObject({
      url: endpointFields.url,
      types: endpointFields.types,
      description: endpointFields.description.default(null),
    })
    .meta({ id: 'EventEndpointInput' }),
  answersSecrets: true,
  audits: true,
  answers: {
    201: {
      description: 'Made.',
      schema: createdEndpointSchema,
      example: { ...exampleEndpoint, secret: EXAMPLE_SECRET },
    },
  },
  refusals: ['webhook_url_not_allowed', 'conflict'],
  example: { body: exampleEndpointInput },
  handle: async ({ services, caller: { tenantId }, body, note }) => {
    const { database, egress, ids, sealer } = services;
    const url = allowedUrl(body.url, egress);
    const key = { tenantId, id: ids.newId() };
    const secret = newWebhookSecret();
    const about = { ...body, url, secret: sealEventSecret(sealer, secret, key) };
    if (!(await insertEventEndpoint(database, { ...key, ...about }))) {
      const detail = `A tenant may have ${MOST_EVENT_ENDPOINTS} endpoints.`;
      throw new CarillonError('conflict', detail);
    }
    note({ endpointId: key.id });
    return answer(201, { ...endpointView(await findOwnEndpoint(database, key)), secret });
  },
});
