import type { DispatchQueue } from '@carillon/queue';
import type { SendingAccount } from '../accounts/sending-account.ts';
import { createSlots, type Slots } from './slots.ts';

/**
 * Claims run this far ahead of what the provider sends at once, so that its connections never wait for
 * PostgreSQL; what is claimed early still begins well within its lease.
 */
const AHEAD = 2;
const LEAST_AHEAD = 20;

/** Whose room is asked for. */
export interface SlotsFor {
  readonly queue: DispatchQueue;
  readonly tenantId: string;
  /** The account that the sends go to first; undefined where nobody sends. */
  readonly account: SendingAccount | undefined;
}

/**
 * Slots by what a provider account can do at once, for each tenant that uses it: neither an account
 * that hangs nor a tenant whose endpoints do takes any from another. Suspects have one slot.
 */
export const createSlotsByQueue = (): ((whose: SlotsFor) => Slots) => {
  const suspects = createSlots(1);
  const stray = createSlots(LEAST_AHEAD);
  const byAccount = new WeakMap<SendingAccount, Map<string, Slots>>();
  return ({ queue, tenantId, account }) => {
    if (queue === 'suspect') return suspects;
    if (account === undefined) return stray;
    const byTenant = byAccount.get(account) ?? new Map<string, Slots>();
    byAccount.set(account, byTenant);
    const known = byTenant.get(tenantId);
    if (known !== undefined) return known;
    const { concurrency } = account.connection;
    const slots = createSlots(Math.max(concurrency * AHEAD, concurrency + LEAST_AHEAD));
    byTenant.set(tenantId, slots);
    return slots;
  };
};
