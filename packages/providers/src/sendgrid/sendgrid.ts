import type { ProviderDefinition } from '../contract.ts';
import { openSendgrid } from './open-sendgrid.ts';
import { readSendgridCallback } from './read-callback.ts';
import { SENDGRID_SETTINGS } from './sendgrid-settings.ts';

/** E-mail over SendGrid's Web API (v3). */
export const sendgrid: ProviderDefinition = {
  name: 'sendgrid',
  channels: ['email'],
  settings: SENDGRID_SETTINGS,
  // Only where the account's Event Webhook is set up, on which a route cannot count.
  hasReceipts: false,
  readCallback: readSendgridCallback,
  open: openSendgrid,
};
