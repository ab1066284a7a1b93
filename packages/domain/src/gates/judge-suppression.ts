import { type GateEntry, gateEntry } from './gate.ts';

/** An entry of the suppression list for the delivery's address. */
export interface ListedAddress {
  readonly reason: string;
  /** Null: whatever the category. */
  readonly category: string | null;
}

export interface SuppressionInput {
  /** False where the channel needs an address and there is none. */
  readonly isReachable: boolean;
  readonly category: string;
  /** What is in force for the address. */
  readonly listed: readonly ListedAddress[];
}

/** Whether there is an address that may be written to. */
export const judgeSuppression = ({
  isReachable,
  category,
  listed,
}: SuppressionInput): GateEntry => {
  if (!isReachable) return gateEntry('suppression', 'no_address', { verdict: 'stop' });
  const found = listed.find((entry) => entry.category === null || entry.category === category);
  if (found === undefined) return gateEntry('suppression', 'not_suppressed');
  const inputs = { reason: found.reason, category: found.category };
  return gateEntry('suppression', 'suppressed_address', { verdict: 'stop', inputs });
};
