import type { Channel } from '../channels.ts';
import type { NotificationRequest } from '../notification-request.ts';
import { addressIn } from './address-field.ts';
import { knownAddresses, type KnownAddresses } from './known-addresses.ts';

/** The channels of a request that have an address, its own or the subscriber's, or need none. */
export const reachableChannels = (
  { to, channels }: Pick<NotificationRequest, 'to' | 'channels'>,
  known: KnownAddresses | null,
): Channel[] =>
  channels.filter(
    (channel) =>
      channel === 'system' ||
      addressIn(to, channel) !== null ||
      (known !== null && knownAddresses(channel, known).length > 0),
  );
