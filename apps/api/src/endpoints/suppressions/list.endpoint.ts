import { CHANNELS } from '@carillon/domain';
import { listSuppressions } from '@carillon/repositories';
import { z } from 'zod';
import { addressQuery } from '../../fields/address-query.ts';
import { pageQuery } from '../../fields/page-query.ts';
import { answer } from '../../http/answer.ts';
import { timedCursor } from '../../http/cursor.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { pageOf, pageSchema } from '../../http/page-of.ts';
import { exampleSuppression, suppressionSchema, suppressionView } from './suppression-view.ts';

const isDigest = (text: string): boolean => /^[0-9a-f]{32}$/.test(text);

export const listSuppressionsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/suppressions',
  scope: 'subscribers:read',
  tag: 'Suppressions',
  summary: 'Addresses that nothing is sent to, the newest first',
  query: z.strictObject({
    ...pageQuery,
    channel: z.enum(CHANNELS).optional(),
    address: addressQuery().optional().meta({ description: 'Compared without case.' }),
  }),
  answers: {
    200: {
      description: 'A page of suppressions.',
      schema: pageSchema(suppressionSchema),
      example: { data: [exampleSuppression], nextCursor: null },
    },
  },
  refusals: ['invalid_cursor'],
  example: { query: { channel: 'email' } },
  handle: async ({ services: { database }, caller: { tenantId }, query }) => {
    const { limit, cursor, channel = null, address = null } = query;
    const after = timedCursor.read(cursor, isDigest);
    const asked = { tenantId, channel, address, after, limit: limit + 1 };
    const rows = await listSuppressions(database, asked);
    const cursorOf = (row: (typeof rows)[number]) => timedCursor.write(row.place);
    return answer(200, pageOf(rows, limit, { view: suppressionView, cursor: cursorOf }));
  },
});
