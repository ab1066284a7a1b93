import { accountKey } from '@carillon/repositories';
import type { ChannelRoute } from '../accounts/account-directory.ts';
import type { SendingAccount } from '../accounts/sending-account.ts';
import type { HealthBoard } from '../health/health-board.ts';

/** What a channel of a tenant may do now, asked before anything of it is claimed. */
export type Admission =
  | { readonly kind: 'free' }
  /** Every account holds: what waits stays in PostgreSQL, with its attempts as they are. */
  | { readonly kind: 'held' }
  /** One delivery may go, to see whether the account is back. */
  | { readonly kind: 'probe'; readonly accountId: string }
  /** As many as the budget has. */
  | { readonly kind: 'rationed'; readonly key: string; readonly perSecond: number };

const FREE: Admission = { kind: 'free' };
const HELD: Admission = { kind: 'held' };

/** `mayProbe` is false for whoever has lost the race for the probe: then the account just holds. */
export const admissionOf = (
  route: ChannelRoute | undefined,
  board: HealthBoard,
  mayProbe = true,
): Admission => {
  // Nobody sends for the channel: the claim finds out and says so.
  if (route === undefined) return FREE;
  const accounts = [...route.accounts.values()];
  const verdicts = accounts.map((account) => board.verdictOf(accountKey(account.id)).kind);
  const probed = accounts[verdicts.indexOf('probe')];
  if (mayProbe && probed !== undefined) return { kind: 'probe', accountId: probed.id };
  const clear = accounts.filter((_, i) => verdicts[i] === 'clear');
  if (clear.length === 0) return HELD;
  return route.route.strategy === 'weighted'
    ? weightedRation(route, clear, board)
    : rationOf(clear[0] as SendingAccount, board);
};

const rateOf = (account: SendingAccount, board: HealthBoard): number =>
  Math.min(account.ratePerSecond ?? Infinity, board.rateOf(accountKey(account.id)) ?? Infinity);

const rationOf = (account: SendingAccount, board: HealthBoard): Admission => {
  const perSecond = rateOf(account, board);
  return perSecond === Infinity
    ? FREE
    : { kind: 'rationed', key: accountKey(account.id), perSecond };
};

/** With weights the whole route goes as fast as its tightest account allows for its share. */
const weightedRation = (
  { route }: ChannelRoute,
  clear: readonly SendingAccount[],
  board: HealthBoard,
): Admission => {
  const weightOf = (id: string): number =>
    route.accounts.find((a) => a.accountId === id)?.weight ?? 0;
  const total = clear.reduce((sum, account) => sum + weightOf(account.id), 0);
  const shares = clear.map((account) => {
    const weight = weightOf(account.id);
    return weight === 0 ? Infinity : (rateOf(account, board) * total) / weight;
  });
  const perSecond = Math.min(...shares);
  if (perSecond === Infinity) return FREE;
  const key = `route:${clear.map((account) => account.id).join('+')}`;
  return { kind: 'rationed', key, perSecond };
};
