import type { ProviderDefinition } from '../contract.ts';
import { openTwilio } from './open-twilio.ts';
import { readTwilioCallback } from './read-callback.ts';
import { checkTwilioSettings, TWILIO_SETTINGS } from './twilio-settings.ts';

/** SMS and WhatsApp over Twilio's Messages API (2010-04-01). */
export const twilio: ProviderDefinition = {
  name: 'twilio',
  channels: ['sms', 'whatsapp'],
  settings: TWILIO_SETTINGS,
  hasReceipts: true,
  readCallback: readTwilioCallback,
  check: checkTwilioSettings,
  open: openTwilio,
};
