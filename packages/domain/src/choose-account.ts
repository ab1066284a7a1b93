import type { Outcome } from './outcomes.ts';

/** Which provider accounts of a tenant send for a channel, in their order. */
export interface AccountRoute {
  readonly strategy: 'failover' | 'weighted';
  /** `weight` is looked at by `weighted` only; 0 is a stand-by that is never the first choice. */
  readonly accounts: readonly { readonly accountId: string; readonly weight: number }[];
}

/** An earlier call of the same delivery; the account is unknown when its worker was lost. */
export interface PastCall {
  readonly accountId: string | null;
  readonly outcome: Outcome;
}

export interface AccountChoice {
  readonly route: AccountRoute;
  /** The delivery's calls so far, the oldest first. */
  readonly history: readonly PastCall[];
  /** False while an account's circuit holds. */
  readonly isAvailable: (accountId: string) => boolean;
  /** A number in [0, 1) that stays the same for a delivery: its place on the wheel of the weights. */
  readonly spin: number;
}

/** So many transient failures on one account, and the next one is asked (API.md, "Failover"). */
const TRANSIENT_TRIES = 2;

/** What a call adds to the reasons for leaving its account; a `config` failure is reason enough. */
const REASONS: Readonly<Partial<Record<Outcome, number>>> = {
  transient: 1,
  config: TRANSIENT_TRIES,
};

/**
 * The account that makes the next call, or null when every one that might is unavailable. After an
 * ambiguous call it is the same account or none: another one could only make it two messages. Else it
 * is the first available account of the route with the fewest rounds of failures behind it.
 */
export const chooseAccount = (choice: AccountChoice): string | null => {
  const { route, history, isAvailable } = choice;
  const last = history.at(-1);
  const ids = inOrder(route, choice.spin);
  if (last?.outcome === 'ambiguous' && last.accountId !== null && ids.includes(last.accountId)) {
    return isAvailable(last.accountId) ? last.accountId : null;
  }
  const available = ids.filter(isAvailable);
  const roundsOf = (id: string): number => Math.floor(reasons(history, id) / TRANSIENT_TRIES);
  const least = Math.min(...available.map(roundsOf));
  return available.find((id) => roundsOf(id) === least) ?? null;
};

const reasons = (history: readonly PastCall[], accountId: string): number =>
  history
    .filter((call) => call.accountId === accountId)
    .reduce((sum, call) => sum + (REASONS[call.outcome] ?? 0), 0);

/** As listed; with weights, the one that the wheel stops at goes first and the heaviest follow. */
const inOrder = ({ strategy, accounts }: AccountRoute, spin: number): string[] => {
  const ids = accounts.map((a) => a.accountId);
  const total = accounts.reduce((sum, a) => sum + a.weight, 0);
  if (strategy === 'failover' || total <= 0) return ids;
  let left = spin * total;
  const first = accounts.find((a) => (left -= a.weight) < 0);
  const rest = accounts.filter((a) => a !== first).toSorted((a, b) => b.weight - a.weight);
  return [...(first === undefined ? [] : [first]), ...rest].map((a) => a.accountId);
};
