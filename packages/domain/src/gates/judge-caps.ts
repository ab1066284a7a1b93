import type { Cap } from '../caps.ts';
import { type GateEntry, gateEntry } from './gate.ts';

/** A cap that the delivery falls under, and how much of its window the recipient has had. */
export interface UsedCap extends Cap {
  readonly used: number;
  readonly windowEndsAt: Date;
}

/** Whether the recipient may be addressed once more in each of the windows. */
export const judgeCaps = (caps: readonly UsedCap[]): GateEntry => {
  const [first] = caps;
  if (first === undefined) return gateEntry('cap', 'no_cap');
  const full = caps.find(({ used, max }) => used >= max);
  const { max, windowSeconds, used, overflow, windowEndsAt } = full ?? first;
  const inputs = { max, windowSeconds, used, overflow };
  if (full === undefined) return gateEntry('cap', 'below_cap', { inputs });
  return overflow === 'drop'
    ? gateEntry('cap', 'cap_reached', { verdict: 'stop', inputs })
    : gateEntry('cap', 'cap_reached', { verdict: 'hold', inputs, until: windowEndsAt });
};
