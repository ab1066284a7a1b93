import { patchTenantSettings } from '@carillon/repositories';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { exampleSettings } from './find.endpoint.ts';
import { settingsChangeSchema, settingsSchema, settingsView } from './settings-schema.ts';

export const changeSettingsEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/settings',
  scope: 'settings:write',
  tag: 'Settings',
  summary: 'Change what the tenant has set for itself',
  description: 'What is named changes, the rest stays; lists are replaced. In force within 5 s.',
  body: settingsChangeSchema,
  audits: true,
  answers: {
    200: { description: 'The settings now.', schema: settingsSchema, example: exampleSettings },
  },
  example: { body: { caps: exampleSettings.caps } },
  handle: async ({ services: { database }, caller: { tenantId }, body }) =>
    answer(200, settingsView(await patchTenantSettings(database, tenantId, body))),
});
