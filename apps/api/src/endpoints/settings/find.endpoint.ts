import { DEFAULT_BRAKE, DEFAULT_RETENTION } from '@carillon/domain';
import { findTenantSettings } from '@carillon/repositories';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { settingsSchema, settingsView } from './settings-schema.ts';

export const exampleSettings = {
  sms: { maxSegments: 4, allowedCountries: null },
  caps: [{ channel: 'sms', max: 5, windowSeconds: 86_400, overflow: 'defer' }],
  retention: { ...DEFAULT_RETENTION, contentDays: 30 },
  eventLog: ['delivery.failed', 'dead_letter.created'],
  brake: { ...DEFAULT_BRAKE, enabled: true, maxBatch: 50_000 },
};

export const findSettingsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/settings',
  scope: 'settings:read',
  tag: 'Settings',
  summary: 'What the tenant has set for itself',
  answers: {
    200: { description: 'The settings.', schema: settingsSchema, example: exampleSettings },
  },
  example: {},
  handle: async ({ services: { database }, caller: { tenantId } }) =>
    answer(200, settingsView(await findTenantSettings(database, tenantId))),
});
