import { listAuditEntries } from '@carillon/repositories';
import { z } from 'zod';
import { pageQuery } from '../../fields/page-query.ts';
import { timeField } from '../../fields/time-field.ts';
import { answer } from '../../http/answer.ts';
import { idCursor } from '../../http/cursor.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { pageOf, pageSchema } from '../../http/page-of.ts';
import { auditEntrySchema, auditEntryView, exampleAuditEntry } from './audit-entry-view.ts';

export const listAuditEntriesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/audit-entries',
  scope: 'audit:read',
  tag: 'Audit',
  summary: 'Who did what to which, the newest first',
  description:
    'One `notification_triggered` for each accepted notification, and one entry for each change of what decides about them. Secrets are never shown, addresses only masked.',
  query: z.strictObject({
    ...pageQuery,
    action: z.string().optional().meta({ description: 'As in `template_published`.' }),
    actor: z.string().optional().meta({ description: '`api_key:<id>`, for one.' }),
    entityType: z.string().optional(),
    entityId: z.string().optional(),
    from: timeField().optional().meta({ description: 'Done then or later.' }),
    to: timeField().optional().meta({ description: 'Done before then.' }),
  }),
  answers: {
    200: {
      description: 'A page of entries.',
      schema: pageSchema(auditEntrySchema),
      example: { data: [exampleAuditEntry], nextCursor: null },
    },
  },
  refusals: ['invalid_cursor'],
  example: { query: { entityType: 'route', limit: '5' } },
  handle: async ({ services: { database }, caller: { tenantId }, query }) => {
    const { limit, cursor, action, actor, entityType, entityId, from, to } = query;
    const rows = await listAuditEntries(database, {
      tenantId,
      beforeId: idCursor.read(cursor),
      action: action ?? null,
      actor: actor ?? null,
      entityType: entityType ?? null,
      entityId: entityId ?? null,
      from: from ?? null,
      to: to ?? null,
      limit: limit + 1,
    });
    const view = { view: auditEntryView, cursor: ({ id }: { id: string }) => idCursor.write(id) };
    return answer(200, pageOf(rows, limit, view));
  },
});
