import type { SettingSpec } from '../contract.ts';
import { BASE_URL_PATTERN } from '../http/base-url.ts';
import { MAILBOX_PATTERN } from '../mail/parse-mailbox.ts';

const text = { type: 'string', required: false, secret: false } as const;

export const SENDGRID_SETTINGS: readonly SettingSpec[] = [
  {
    ...text,
    name: 'apiKey',
    required: true,
    secret: true,
    pattern: String.raw`[\x21-\x7e]{1,200}`,
    description: 'An API key that may send mail.',
  },
  {
    ...text,
    name: 'from',
    required: true,
    pattern: MAILBOX_PATTERN,
    description: 'Sender, verified with SendGrid: an address, or "Shop <shop@example.com>".',
  },
  {
    ...text,
    name: 'baseUrl',
    pattern: BASE_URL_PATTERN,
    default: 'https://api.sendgrid.com',
    description: 'Where the API is; https://api.eu.sendgrid.com for accounts in the EU.',
  },
  {
    ...text,
    name: 'webhookPublicKey',
    pattern: '[A-Za-z0-9+/=]{80,400}',
    description:
      'Public key of the Event Webhook, as its settings show it; without it no receipts.',
  },
];
