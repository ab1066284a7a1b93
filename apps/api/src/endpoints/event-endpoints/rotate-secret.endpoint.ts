import { CarillonError } from '@carillon/domain';
import { newWebhookSecret } from '@carillon/providers';
import { rotateEventSecret } from '@carillon/repositories';
import { z } from 'zod';
import { idParams } from '../../fields/id-field.ts';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { EXAMPLE_ENDPOINT_ID, EXAMPLE_SECRET } from './endpoint-example.ts';
import { sealEventSecret } from './seal-event-secret.ts';

export const rotateEventSecretEndpoint = defineEndpoint({
  method: 'POST',
  path: '/event-endpoints/{id}/rotate-secret',
  scope: 'events:write',
  tag: 'Events',
  summary: 'Make a new secret',
  description: 'It is answered once. The one before signs beside it for 24 h, and then no more.',
  params: idParams,
  answersSecrets: true,
  audits: true,
  answers: {
    200: {
      description: 'It signs from now on.',
      schema: z.strictObject({ secret: z.string() }),
      example: { secret: EXAMPLE_SECRET },
    },
  },
  refusals: ['not_found'],
  example: { params: { id: EXAMPLE_ENDPOINT_ID } },
  handle: async ({ services, caller: { tenantId }, params: { id }, note }) => {
    const { database, sealer } = services;
    const key = { tenantId, id };
    const secret = newWebhookSecret();
    const sealed = sealEventSecret(sealer, secret, key);
    if (!(await rotateEventSecret(database, { ...key, secret: sealed }))) {
      throw new CarillonError('not_found', 'There is no such endpoint.');
    }
    note({ endpointId: id });
    return answer(200, { secret });
  },
});
