import type { Category } from '../categories/category.ts';
import type { Channel } from '../channels.ts';
import { judgePreference } from '../preferences/judge-preference.ts';
import type { Preferences } from '../preferences/preferences.ts';
import type { Priority } from '../priorities.ts';
import { judgeQuietHours } from '../quiet-hours/judge-quiet-hours.ts';
import { releaseAt } from '../quiet-hours/release-at.ts';
import { GATES, type GateEntry, gateEntry } from './gate.ts';
import { type AccountsInput, judgeAccounts } from './judge-accounts.ts';
import { judgeCaps, type UsedCap } from './judge-caps.ts';
import { judgeSuppression, type ListedAddress } from './judge-suppression.ts';

/** A delivery that waits, or might be made, and all that decides about it. */
export interface GatesInput extends Pick<
  AccountsInput,
  'strategy' | 'accounts' | 'isServedByEnvironment' | 'endpoint'
> {
  readonly deliveryId: string;
  readonly channel: Channel;
  readonly isReachable: boolean;
  readonly priority: Priority;
  readonly expiresAt: Date;
  readonly category: Category;
  readonly preferences: Preferences;
  /** Zones that are known of the recipient, the best first. */
  readonly timezones: readonly (string | null | undefined)[];
  readonly listed: readonly ListedAddress[];
  readonly caps: readonly UsedCap[];
  /** The notification that was first with its dedupe key; null where it is the first. */
  readonly firstId: string | null;
  /** The instant that is asked about. */
  readonly at: Date;
}

const judgeDedupe = ({ firstId }: GatesInput): GateEntry =>
  firstId === null
    ? gateEntry('dedupe', 'first_of_its_key')
    : gateEntry('dedupe', 'duplicate', { verdict: 'stop', inputs: { notificationId: firstId } });

const judgeExpiry = ({ expiresAt, at }: GatesInput): GateEntry => {
  const inputs = { expiresAt };
  return expiresAt > at
    ? gateEntry('expiry', 'in_time', { inputs })
    : gateEntry('expiry', 'expired', { verdict: 'stop', inputs });
};

/** All that would be asked about a delivery at an instant, in the order of `GATES`, and the answers. */
export const judgeGates = (input: GatesInput): GateEntry[] => {
  const { category, channel, preferences, priority, deliveryId, at } = input;
  const quiet = judgeQuietHours({
    category,
    priority,
    quietHours: preferences.quietHours,
    timezones: input.timezones,
    now: at,
  });
  const until = quiet.until && releaseAt(quiet.until, deliveryId);
  const entries: GateEntry[] = [
    judgeDedupe(input),
    { ...judgePreference({ category, channel, preferences }), gate: 'preference', until: null },
    judgeSuppression({ ...input, category: category.key }),
    { ...quiet, gate: 'quiet_hours', until },
    judgeCaps(input.caps),
    ...judgeAccounts(input),
    judgeExpiry(input),
  ];
  return entries.toSorted((a, b) => GATES.indexOf(a.gate) - GATES.indexOf(b.gate));
};
