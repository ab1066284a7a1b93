import { insertAuditEntry, requestReplay } from '@carillon/repositories';
import { z } from 'zod';
import { idParams } from '../../fields/id-field.ts';
import { timeField } from '../../fields/time-field.ts';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { EXAMPLE_ENDPOINT_ID } from './endpoint-example.ts';
import { notEnabled } from './not-enabled.ts';

const EXAMPLE_SINCE = '2026-01-31T12:00:00.000Z';

export const replayEventsEndpoint = defineEndpoint({
  method: 'POST',
  path: '/event-endpoints/{id}/replay',
  scope: 'events:write',
  tag: 'Events',
  summary: 'Send again what has happened since a time',
  description:
    'All events of its types that are still kept, under the ids that they had; what still waits is not sent twice.',
  params: idParams,
  body: z.strictObject({ since: timeField() }).meta({ id: 'EventReplay' }),
  audits: true,
  answers: {
    202: {
      description: 'They are being queued.',
      schema: z.strictObject({ since: z.iso.datetime() }),
      example: { since: EXAMPLE_SINCE },
    },
  },
  refusals: ['not_found', 'conflict'],
  example: { params: { id: EXAMPLE_ENDPOINT_ID }, body: { since: EXAMPLE_SINCE } },
  handle: async ({ services: { database }, caller, params: { id }, body: { since }, note }) => {
    const key = { tenantId: caller.tenantId, id };
    if (!(await requestReplay(database, { ...key, since }))) throw await notEnabled(database, key);
    const about = { entityType: 'event_endpoint', entityId: id, after: { since } };
    const entry = { tenantId: key.tenantId, action: 'event_endpoint_replayed', ...about };
    await insertAuditEntry(database, entry);
    note({ endpointId: id, since });
    return answer(202, { since: since.toISOString() });
  },
});
