import type { Channel } from '../channels.ts';

/**
 * The form in which two parsed addresses of a channel are compared (suppressions, caps, collapse
 * keys, the `recipient` filter): e-mail without case (API.md), all others exactly. Never sent to.
 */
export const normalisedForCompare = (channel: Channel, address: string): string =>
  channel === 'email' ? address.toLowerCase() : address;
