import { type AccountRoute, chooseAccount } from '../choose-account.ts';
import { stableSpin } from '../stable-spin.ts';
import { type GateEntry, gateEntry } from './gate.ts';

/** How an account (or a webhook's endpoint) is doing. */
export interface Health {
  readonly state: 'closed' | 'open' | 'half_open';
  readonly reason: string | null;
  readonly nextProbeAt: Date | null;
  /** The other side asked for silence until then. */
  readonly blockedUntil: Date | null;
}

export interface RoutedAccount {
  readonly id: string;
  readonly provider: string;
  /** Calls a second that it may get now, by its own limit or by what refusals have taught. */
  readonly ratePerSecond: number | null;
  readonly health: Health | null;
}

export interface AccountsInput {
  readonly deliveryId: string;
  readonly strategy: AccountRoute['strategy'];
  /** Those of the route, in its order. */
  readonly accounts: readonly (RoutedAccount & { readonly weight: number })[];
  /** The channel is served by accounts of the workers' environment. */
  readonly isServedByEnvironment: boolean;
  /** Of a webhook: how its endpoint is doing. */
  readonly endpoint: Health | null;
  readonly at: Date;
}

const isOpen = (health: Health | null): health is Health =>
  health !== null && health.state !== 'closed';

const latest = (times: readonly (Date | null)[]): Date | null =>
  times.reduce((a, b) => (a !== null && (b === null || a > b) ? a : b), null);

const soonest = (times: readonly (Date | null)[]): Date | null =>
  times.reduce((a, b) => (a !== null && (b === null || a < b) ? a : b), null);

/** Who would send (route), whether he may be called at all (circuit), and whether now (limit). */
export const judgeAccounts = (input: AccountsInput): GateEntry[] => {
  const { accounts, endpoint, at, deliveryId, strategy } = input;
  if (accounts.length === 0 && !input.isServedByEnvironment) {
    const nobody = [gateEntry('circuit', 'nobody_to_call'), gateEntry('limit', 'nobody_to_call')];
    return [gateEntry('route', 'no_route', { verdict: 'hold' }), ...nobody];
  }
  const closed = new Set(accounts.filter((a) => !isOpen(a.health)).map((a) => a.id));
  const chosenId = chooseAccount({
    route: { strategy, accounts: accounts.map(({ id, weight }) => ({ accountId: id, weight })) },
    history: [],
    isAvailable: (id) => closed.has(id),
    spin: stableSpin(deliveryId),
  });
  const chosen = accounts.find(({ id }) => id === chosenId);
  const first = chosen ?? accounts[0];
  const inputs = {
    strategy,
    accountId: first?.id ?? null,
    provider: first?.provider ?? null,
    accounts: accounts.length,
  };
  const route = gateEntry('route', first === undefined ? 'environment' : strategy, { inputs });
  return [route, judgeCircuit(input, chosen), judgeLimit(chosen, endpoint, at)];
};

const judgeCircuit = ({ accounts, endpoint }: AccountsInput, chosen?: RoutedAccount): GateEntry => {
  if (isOpen(endpoint)) return held('endpoint_circuit', endpoint);
  if (accounts.length === 0 || chosen !== undefined) return gateEntry('circuit', 'closed');
  const until = soonest(accounts.map(({ health }) => health?.nextProbeAt ?? null));
  const reasons = accounts.map(({ health }) => health?.reason ?? null);
  const inputs = { state: 'open', reasons };
  return gateEntry('circuit', 'all_accounts_open', { verdict: 'hold', inputs, until });
};

const held = (rule: string, { state, reason, nextProbeAt }: Health): GateEntry =>
  gateEntry('circuit', rule, { verdict: 'hold', inputs: { state, reason }, until: nextProbeAt });

const judgeLimit = (
  chosen: RoutedAccount | undefined,
  endpoint: Health | null,
  at: Date,
): GateEntry => {
  const until = latest([chosen?.health?.blockedUntil ?? null, endpoint?.blockedUntil ?? null]);
  const inputs = { ratePerSecond: chosen?.ratePerSecond ?? null };
  return until !== null && until > at
    ? gateEntry('limit', 'asked_for_silence', { verdict: 'hold', inputs, until })
    : gateEntry('limit', inputs.ratePerSecond === null ? 'no_limit' : 'within_rate', { inputs });
};
