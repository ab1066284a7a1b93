import type { DispatchQueue } from '@carillon/queue';
import type { ProviderAccounts } from '../accounts/provider-accounts.ts';
import { createSlots, type Slots } from './slots.ts';

/**
 * A claim runs this far ahead of what the provider sends at once, so that its connections never wait
 * for PostgreSQL; what is claimed early still begins well within its lease.
 */
const AHEAD = 2;

/** Slots of each channel by what its provider can do at once; suspects have one. */
export const createSlotsByQueue = (
  accounts: ProviderAccounts,
): ((queue: DispatchQueue) => Slots) => {
  const byQueue = new Map<DispatchQueue, Slots>([['suspect', createSlots(1)]]);
  for (const [channel, account] of accounts) {
    byQueue.set(channel, createSlots(account.connection.concurrency * AHEAD));
  }
  return (queue) => {
    const slots = byQueue.get(queue);
    if (slots === undefined) throw new Error(`no slots for the queue ${queue}`);
    return slots;
  };
};
