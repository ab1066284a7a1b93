import type { DispatchQueue } from '@carillon/queue';
import type { SendingAccount } from '../accounts/sending-account.ts';
import { createSlots, type Slots } from './slots.ts';

/**
 * Claims run this far ahead of what the provider sends at once, so that its connections never wait for
 * PostgreSQL; what is claimed early still begins well within its lease.
 */
const AHEAD = 2;
const LEAST_AHEAD = 20;

type SlotsOf = (queue: DispatchQueue, account: SendingAccount | undefined) => Slots;

/**
 * Slots by what a provider account can do at once: one account that hangs takes none from another.
 * Suspects have one slot, and so have deliveries that nobody sends.
 */
export const createSlotsByQueue = (): SlotsOf => {
  const suspects = createSlots(1);
  const stray = createSlots(LEAST_AHEAD);
  const byAccount = new WeakMap<SendingAccount, Slots>();
  return (queue, account) => {
    if (queue === 'suspect') return suspects;
    if (account === undefined) return stray;
    const known = byAccount.get(account);
    if (known !== undefined) return known;
    const { concurrency } = account.connection;
    const slots = createSlots(Math.max(concurrency * AHEAD, concurrency + LEAST_AHEAD));
    byAccount.set(account, slots);
    return slots;
  };
};
