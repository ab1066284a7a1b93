import type { DispatchQueue } from '@carillon/queue';
import type { ProviderAccounts } from '../accounts/provider-accounts.ts';
import { createSlots, type Slots } from './slots.ts';

/**
 * Claims run this far ahead of what the provider sends at once, so that its connections never wait for
 * PostgreSQL; what is claimed early still begins well within its lease.
 */
const AHEAD = 2;
const LEAST_AHEAD = 20;

/** Slots of each channel by what its provider can do at once; suspects have one. */
export const createSlotsByQueue = (
  accounts: ProviderAccounts,
): ((queue: DispatchQueue) => Slots) => {
  const byQueue = new Map<DispatchQueue, Slots>([['suspect', createSlots(1)]]);
  for (const [channel, account] of accounts) {
    const { concurrency } = account.connection;
    byQueue.set(channel, createSlots(Math.max(concurrency * AHEAD, concurrency + LEAST_AHEAD)));
  }
  return (queue) => {
    const slots = byQueue.get(queue);
    if (slots === undefined) throw new Error(`no slots for the queue ${queue}`);
    return slots;
  };
};
