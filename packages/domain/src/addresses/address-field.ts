import type { Channel } from '../channels.ts';
import type { Recipient } from '../recipient.ts';

/** The fields of `to` that are addresses. */
export type AddressField = 'email' | 'phone' | 'pushToken' | 'webhookUrl' | 'subscriberId';

/** Which field of `to` a channel sends to; `system` needs none. */
export const ADDRESS_FIELD: Readonly<Record<Channel, AddressField | null>> = {
  email: 'email',
  sms: 'phone',
  whatsapp: 'phone',
  push: 'pushToken',
  webhook: 'webhookUrl',
  in_app: 'subscriberId',
  system: null,
};

/** The explicit address of a channel in `to`, or null. */
export const addressIn = (to: Recipient, channel: Channel): string | null => {
  const field = ADDRESS_FIELD[channel];
  return field === null ? null : (to[field] ?? null);
};
