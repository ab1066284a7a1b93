import { CarillonError } from '@carillon/domain';
import { updateEventEndpoint } from '@carillon/repositories';
import { z } from 'zod';
import { idParams } from '../../fields/id-field.ts';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { allowedUrl } from './allowed-url.ts';
import { EXAMPLE_ENDPOINT_ID, exampleEndpoint } from './endpoint-example.ts';
import { endpointFields } from './endpoint-fields.ts';
import { endpointSchema, endpointView } from './endpoint-view.ts';

export const changeEventEndpointEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/event-endpoints/{id}',
  scope: 'events:write',
  tag: 'Events',
  summary: 'Change an endpoint, disable or enable it',
  description:
    'What is left out stays. While an endpoint is disabled, events for it are not kept for later: replay them once it is enabled. A new URL and enabling are a new start: earlier failures are forgotten.',
  params: idParams,
  body: z
    .strictObject({
      url: endpointFields.url.optional(),
      types: endpointFields.types.optional(),
      description: endpointFields.description.optional(),
      disabled: z.boolean().optional(),
    })
    .meta({ id: 'EventEndpointChange' }),
  audits: true,
  answers: {
    200: { description: 'Changed.', schema: endpointSchema, example: exampleEndpoint },
  },
  refusals: ['not_found', 'webhook_url_not_allowed'],
  example: { params: { id: EXAMPLE_ENDPOINT_ID }, body: { disabled: false } },
  handle: async ({ services, caller: { tenantId }, params: { id }, body, note }) => {
    const { database, egress } = services;
    const url = body.url === undefined ? undefined : allowedUrl(body.url, egress);
    const changed = await updateEventEndpoint(database, { tenantId, id }, { ...body, url });
    if (changed === undefined) throw new CarillonError('not_found', 'There is no such endpoint.');
    note({ endpointId: id });
    return answer(200, endpointView(changed));
  },
});
