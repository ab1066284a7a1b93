import { isUuid } from '@carillon/domain';
import { listTenants } from '@carillon/repositories';
import { z } from 'zod';
import { pageQuery } from '../../fields/page-query.ts';
import { answer } from '../../http/answer.ts';
import { timedCursor } from '../../http/cursor.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { pageOf, pageSchema } from '../../http/page-of.ts';
import { exampleTenant } from './tenant-example.ts';
import { tenantSchema, tenantView } from './tenant-view.ts';

export const listTenantsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/tenants',
  scope: 'admin',
  tag: 'Keys and tenants',
  summary: 'Every tenant, the newest first',
  query: z.strictObject(pageQuery),
  answers: {
    200: {
      description: 'A page of tenants.',
      schema: pageSchema(tenantSchema),
      example: { data: [exampleTenant], nextCursor: null },
    },
  },
  refusals: ['invalid_cursor'],
  example: { query: { limit: '5' } },
  handle: async ({ services: { database }, query: { limit, cursor } }) => {
    const after = timedCursor.read(cursor, isUuid);
    const rows = await listTenants(database, { after, limit: limit + 1 });
    const page = pageOf(rows, limit, {
      view: tenantView,
      cursor: ({ createdMicros, id }) => timedCursor.write({ micros: createdMicros, id }),
    });
    return answer(200, page);
  },
});
