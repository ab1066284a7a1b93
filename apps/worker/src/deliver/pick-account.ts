import { chooseAccount, stableSpin, type PastCall } from '@carillon/domain';
import type { ChannelRoute } from '../accounts/account-directory.ts';
import type { SendingAccount } from '../accounts/sending-account.ts';

/** Who makes the next call: an account, nobody because there is no route, or nobody for now. */
export type Pick =
  | { readonly kind: 'account'; readonly account: SendingAccount; readonly others: boolean }
  | { readonly kind: 'no_route' }
  | { readonly kind: 'held' };

export interface PickInput {
  readonly deliveryId: string;
  readonly route: ChannelRoute | undefined;
  readonly history: readonly PastCall[];
  readonly isAvailable: (accountId: string) => boolean;
  /** The account that this call is to probe, if any. */
  readonly probeOf: string | null;
}

/** Picks by the rule of the domain; `others` says whether someone else could call at once. */
export const pickAccount = (input: PickInput): Pick => {
  const { deliveryId, route, history, probeOf } = input;
  if (route === undefined) return { kind: 'no_route' };
  // A probe goes where it was sent, if this delivery may go there at all.
  const only = history.at(-1)?.outcome === 'ambiguous' ? null : probeOf;
  const isAvailable = (id: string): boolean =>
    only === null ? id === probeOf || input.isAvailable(id) : id === only;
  const chosen = chooseAccount({
    route: route.route,
    history,
    isAvailable,
    spin: stableSpin(deliveryId),
  });
  const account = chosen === null ? undefined : route.accounts.get(chosen);
  if (account === undefined) return { kind: 'held' };
  const others = [...route.accounts.keys()].some(
    (id) => id !== account.id && input.isAvailable(id),
  );
  return { kind: 'account', account, others };
};
