import type { ProviderDefinition } from '../contract.ts';
import { openWebhook } from './open-webhook.ts';
import { newWebhookSecret, WEBHOOK_SECRETS_PATTERN } from '../webhook-client/webhook-keys.ts';

/** Signed HTTP calls to a URL of the recipient (Standard Webhooks 1.0). */
export const webhook: ProviderDefinition = {
  name: 'webhook',
  channels: ['webhook'],
  settings: [
    {
      name: 'secret',
      type: 'string',
      required: true,
      secret: true,
      pattern: WEBHOOK_SECRETS_PATTERN,
      generate: newWebhookSecret,
      description:
        'Signing secret: whsec_ and 24 to 64 bytes in base64. Several, parted by spaces, all sign.',
    },
  ],
  hasReceipts: false,
  open: openWebhook,
};
