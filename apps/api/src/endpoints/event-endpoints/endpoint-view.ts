import { EVENT_TYPES } from '@carillon/domain';
import type { EventEndpointRecord } from '@carillon/repositories';
import { z } from 'zod';

const time = z.iso.datetime().nullable();

const fields = {
  id: z.uuid(),
  url: z.string(),
  types: z.array(z.enum(EVENT_TYPES)),
  description: z.string().nullable(),
  disabled: z.boolean(),
  disabledAt: time,
  disabledReason: z
    .enum(['gone', 'failing', 'request'])
    .nullable()
    .meta({ description: 'It answered 410; it failed for five days; somebody asked for it.' }),
  failingSince: time.meta({ description: 'Since when it has taken no event.' }),
  warnedAt: time.meta({ description: 'When it had failed for four days.' }),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
};

export const endpointSchema = z.strictObject(fields).meta({ id: 'EventEndpoint' });

export const createdEndpointSchema = z
  .strictObject({ ...fields, secret: z.string() })
  .meta({ id: 'CreatedEventEndpoint' });

/** An endpoint as its tenant may see it: never its secrets. */
export const endpointView = (endpoint: EventEndpointRecord) => ({
  id: endpoint.id,
  url: endpoint.url,
  types: [...endpoint.types],
  description: endpoint.description,
  disabled: endpoint.disabledAt !== null,
  disabledAt: endpoint.disabledAt?.toISOString() ?? null,
  disabledReason: endpoint.disabledReason,
  failingSince: endpoint.failingSince?.toISOString() ?? null,
  warnedAt: endpoint.warnedAt?.toISOString() ?? null,
  createdAt: endpoint.createdAt.toISOString(),
  updatedAt: endpoint.updatedAt.toISOString(),
});
