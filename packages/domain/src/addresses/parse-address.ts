import type { Channel } from '../channels.ts';
import { parseEmail } from './parse-email.ts';
import { parsePhone } from './parse-phone.ts';
import { parsePushToken } from './parse-push-token.ts';
import { parseSubscriberId } from './parse-subscriber-id.ts';
import { parseWebhookUrl } from './parse-webhook-url.ts';
import { type ParsedAddress, refused } from './parsed-address.ts';

const PARSERS: Readonly<Record<Channel, (raw: string) => ParsedAddress>> = {
  email: parseEmail,
  sms: parsePhone,
  whatsapp: parsePhone,
  push: parsePushToken,
  webhook: parseWebhookUrl,
  in_app: parseSubscriberId,
  system: () => refused('The system channel has no address.'),
};

/**
 * Reads an address of a channel strictly: what is not surely one address is refused, nothing is
 * guessed or stripped. What it accepts it accepts again unchanged.
 */
export const parseAddress = (channel: Channel, raw: string): ParsedAddress => PARSERS[channel](raw);
