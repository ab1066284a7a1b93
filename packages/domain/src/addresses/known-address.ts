import type { Channel } from '../channels.ts';

/** Where a subscriber can be reached, as far as it is stored. */
export interface KnownAddresses {
  readonly email: string | null;
  readonly phone: string | null;
}

/** The address of a channel that is stored for a subscriber, or null. */
export const knownAddress = (channel: Channel, known: KnownAddresses): string | null => {
  switch (channel) {
    case 'email':
      return known.email;
    case 'sms':
    case 'whatsapp':
      return known.phone;
    case 'push':
    case 'webhook':
    case 'in_app':
    case 'system':
      return null;
  }
};
