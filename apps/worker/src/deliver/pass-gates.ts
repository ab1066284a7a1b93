import { ROUTE_LOOK_MS } from '@carillon/domain';
import {
  accountKey,
  type ClaimedDelivery,
  type CountedDraw,
  type Watched,
  watchedAccount,
} from '@carillon/repositories';
import type { SendingAccount } from '../accounts/sending-account.ts';
import { callOffDisplaced } from './call-off-displaced.ts';
import { checkCaps } from './check-caps.ts';
import { checkEndpoint, type EndpointCheck } from './check-endpoint.ts';
import { checkWishes } from './check-wishes.ts';
import type { Claim } from './claim.ts';
import { collectScheduled } from './collect-scheduled.ts';
import type { DeliverDeps } from './deliver-deps.ts';
import { endUnsent, type EndReason } from './end-unsent.ts';
import { pickAccount } from './pick-account.ts';
import { returnUnused } from './return-unused.ts';
import { takeTurn } from './take-turn.ts';

/** Whether a claimed delivery may be sent now, and by whom; nobody where no account serves it. */
export type Passed =
  | {
      readonly kind: 'go';
      readonly account: SendingAccount | undefined;
      /** True when another account could call at once. */
      readonly others: boolean;
      readonly watched: readonly Watched[];
      /** The circuit that this call is to probe. */
      readonly probeOf: string | null;
      /** What was counted for it against its recipient's caps. */
      readonly counted: readonly CountedDraw[];
    }
  /** Later: the attempt is given back. */
  | { readonly kind: 'back'; readonly delayMs: number; readonly isHeld?: boolean }
  /** It was called off, with the attempt given back. */
  | { readonly kind: 'gone' };

/** No account may call now: so long until the delivery is looked at again. */
const HELD_MS = 1_000;
const UNWANTED: EndReason = {
  code: 'opted_out',
  message: 'The recipient does not want this category on this channel.',
};
/** Nothing is known of a gate that could not be asked: so long until it is asked again. */
const UNKNOWN_MS = 1_000;

/**
 * Whether a claimed delivery may be sent now, and by whom. Never throws: a gate that cannot be asked is
 * shut. The claim's right to probe is given back where the call is not made, or made by another account.
 */
export const passGates = (
  deps: DeliverDeps,
  claimed: ClaimedDelivery,
  claim: Claim,
): Promise<Passed> =>
  claim.probeOf === null
    ? passOrWait(deps, claimed, claim)
    : passToProbe(deps, claimed, { ...claim, probeOf: claim.probeOf });

const passToProbe = async (
  deps: DeliverDeps,
  claimed: ClaimedDelivery,
  claim: Claim & { readonly probeOf: string },
): Promise<Passed> => {
  const passed = await passOrWait(deps, claimed, claim);
  const probeOf = accountKey(claim.probeOf);
  if (passed.kind === 'go' && passed.account?.id === claim.probeOf) return { ...passed, probeOf };
  await returnUnused(deps, { probeOf });
  return passed;
};

const passOrWait = async (
  deps: DeliverDeps,
  claimed: ClaimedDelivery,
  claim: Claim,
): Promise<Passed> => {
  try {
    return await passEach(deps, claimed, claim);
  } catch (error) {
    deps.log.warn('a delivery waits, as a gate could not be asked', {
      deliveryId: claimed.id,
      error,
    });
    return { kind: 'back', delayMs: UNKNOWN_MS };
  }
};

/**
 * What its recipient wants, its turn in the route, its collapse key, its digest, an account whose
 * circuit lets it through, its endpoint, its recipient's caps. Quiet hours come before the turn, which
 * calls off what waits before it: a route is held as a whole. An opt-out comes after it: the next
 * channel's turn is not before.
 */
const passEach = async (
  deps: DeliverDeps,
  claimed: ClaimedDelivery,
  claim: Claim,
): Promise<Passed> => {
  const { tenant, pastCalls, probeOf } = claim;
  const wish = checkWishes(deps.clock, claimed, claim);
  if (wish.kind === 'back') return wish;
  const turn = await takeTurn(deps, claimed);
  if (turn === 'over') return { kind: 'gone' };
  if (turn === 'wait') return { kind: 'back', delayMs: ROUTE_LOOK_MS };
  if (wish.kind === 'unwanted') {
    await endUnsent(deps, claimed, UNWANTED);
    return { kind: 'gone' };
  }
  if (await callOffDisplaced(deps, claimed)) return { kind: 'gone' };
  if (await collectScheduled(deps, claimed)) return { kind: 'gone' };

  const pick = pickAccount({
    deliveryId: claimed.id,
    route: tenant.routeOf(claimed.channel),
    history: pastCalls.get(claimed.id) ?? [],
    isAvailable: (id) => deps.board.verdictOf(accountKey(id)).kind === 'clear',
    probeOf,
  });
  if (pick.kind === 'held') return { kind: 'back', delayMs: HELD_MS };
  const account = pick.kind === 'account' ? pick.account : undefined;

  const check = await checkTarget(deps, claimed, account);
  if (check.kind === 'back') return check;
  const { watched, probeOf: endpoint } = check;
  const cap = await checkCaps(deps, claimed, tenant);
  if (cap.kind !== 'go') await returnUnused(deps, { probeOf: endpoint });
  if (cap.kind === 'gone') return { kind: 'gone' };
  if (cap.kind === 'defer') return { kind: 'back', delayMs: cap.delayMs, isHeld: true };
  const others = pick.kind === 'account' && pick.others;
  return { kind: 'go', account, others, watched, probeOf: endpoint, counted: cap.counted };
};

const UNWATCHED: EndpointCheck = { kind: 'go', watched: [], probeOf: null };

/** What is watched about the call: for webhooks the endpoint, elsewhere the account. */
const checkTarget = (
  deps: DeliverDeps,
  claimed: ClaimedDelivery,
  account: SendingAccount | undefined,
): EndpointCheck | Promise<EndpointCheck> => {
  if (account === undefined || claimed.channel === 'in_app') return UNWATCHED;
  if (claimed.channel === 'webhook') return checkEndpoint(deps, claimed, account.deadlineMs);
  const watched = [watchedAccount(claimed.tenantId, account.id)];
  return { kind: 'go', watched, probeOf: null };
};
