import type { Channel } from '../channels.ts';

/** Where a subscriber can be reached, as far as it is stored. */
export interface KnownAddresses {
  readonly email: string | null;
  readonly phone: string | null;
  /** One for each of his devices. */
  readonly pushTokens: readonly string[];
}

const listed = (address: string | null): readonly string[] => (address === null ? [] : [address]);

/** The addresses of a channel that are stored for a subscriber: more than one only for push. */
export const knownAddresses = (channel: Channel, known: KnownAddresses): readonly string[] => {
  switch (channel) {
    case 'email':
      return listed(known.email);
    case 'sms':
    case 'whatsapp':
      return listed(known.phone);
    case 'push':
      return known.pushTokens;
    case 'webhook':
    case 'in_app':
    case 'system':
      return [];
  }
};
