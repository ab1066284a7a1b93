import {
  returnProbe,
  type ClaimedDelivery,
  type GivenBack,
  type RecordedResult,
} from '@carillon/repositories';
import { ROUTE_LOOK_MS, type Channel, type PastCall } from '@carillon/domain';
import type { SendCall } from '@carillon/providers';
import { logAndContinue } from '@carillon/runtime';
import type { Tenant } from '../accounts/account-directory.ts';
import type { SendingAccount } from '../accounts/sending-account.ts';
import { accountKey, watchedAccount } from '../health/circuit-keys.ts';
import { decide } from './decide.ts';
import type { Lease } from './lease.ts';
import { checkEndpoint, type EndpointCheck } from './check-endpoint.ts';
import { pickAccount } from './pick-account.ts';
import { send } from './send.ts';
import type { DeliverDeps } from './deliver-deps.ts';
import { takeTurn } from './take-turn.ts';

/** How a claimed delivery ended: with a result to record, or unsent and to be given back. */
export type Delivered =
  | { readonly kind: 'result'; readonly result: RecordedResult }
  | { readonly kind: 'back'; readonly back: GivenBack }
  /** It was called off before anything was sent. */
  | { readonly kind: 'gone' };

/** What the deliveries of one claim share. */
export interface Claim {
  readonly lease: Lease;
  readonly tenant: Tenant;
  /** Earlier calls of those that have any. */
  readonly pastCalls: ReadonlyMap<string, readonly PastCall[]>;
  /** A signal that aborts when so much time has passed since the claim. */
  readonly deadline: (deadlineMs: number) => AbortSignal;
  /** Aborts when the job's lock is lost or the process stops: no send begins after that. */
  readonly stop: AbortSignal;
  readonly alone: boolean;
  /** The account that the one delivery of this claim is to probe. */
  readonly probeOf: string | null;
}

/** No account may call now: so long until the delivery is looked at again. */
const HELD_MS = 1_000;

/** Sends one claimed delivery and decides what follows. Writes nothing. */
export const deliver = async (
  deps: DeliverDeps,
  claimed: ClaimedDelivery,
  claim: Claim,
): Promise<Delivered> => {
  const { clock, metrics } = deps;
  const turn = await takeTurn(deps, claimed);
  if (turn === 'over') return { kind: 'gone' };
  if (turn !== 'begin') {
    return { kind: 'back', back: unsent(claimed, turn === 'wait' ? ROUTE_LOOK_MS : HELD_MS) };
  }
  const pick = pickAccount({
    deliveryId: claimed.id,
    route: claim.tenant.routeOf(claimed.channel),
    history: claim.pastCalls.get(claimed.id) ?? [],
    isAvailable: (id) => deps.board.verdictOf(accountKey(id)).kind === 'clear',
    probeOf: claim.probeOf,
  });
  if (pick.kind === 'held') return { kind: 'back', back: unsent(claimed, HELD_MS) };

  const account = pick.kind === 'account' ? pick.account : undefined;
  const deadlineMs = account?.deadlineMs ?? 0;
  const check = await checkTarget(deps, claimed, account);
  if (check.kind === 'back') return { kind: 'back', back: unsent(claimed, check.delayMs) };

  const startedAt = clock.now();
  const begun = performance.now();
  const call: SendCall = {
    signal: claim.deadline(deadlineMs),
    deadlineMs,
    mayBegin: () =>
      !claim.stop.aborted &&
      claim.lease.covers(deadlineMs) &&
      claimed.expiresAt.getTime() > clock.nowMs(),
  };
  const result = await send(account, claimed, call);
  const probeOf = check.probeOf ?? (claim.probeOf === null ? null : accountKey(claim.probeOf));
  if (!result.begun) {
    if (probeOf !== null)
      await logAndContinue(returnProbe(deps.database, probeOf), deps.log, UNUSED);
    return { kind: 'back', back: unsent(claimed, 0) };
  }

  const durationMs = performance.now() - begun;
  const provider = account?.provider ?? 'none';
  observe(metrics, { channel: claimed.channel, provider, outcome: result.outcome, durationMs });
  const { outcome, code, retryAfterMs } = result;
  const isFirst = claimed.calls === 1;
  deps.report({ watched: check.watched, outcome, code, retryAfterMs, isFirst, probeOf });
  const report = {
    result,
    isProbe: probeOf !== null,
    provider,
    accountId: account?.id ?? null,
    othersAvailable: pick.kind === 'account' && pick.others,
    startedAt,
    durationMs,
    alone: claim.alone,
    random: deps.random(),
  };
  return { kind: 'result', result: decide(claimed, report) };
};

const UNUSED = 'an unused probe was not returned; its lease will run out';

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

const UNWATCHED: EndpointCheck = { kind: 'go', watched: [], probeOf: null };

const unsent = (claimed: ClaimedDelivery, delayMs: number): GivenBack => ({
  deliveryId: claimed.id,
  leaseToken: claimed.leaseToken,
  delayMs,
  rescued: false,
});

const observe = (
  metrics: DeliverDeps['metrics'],
  call: { channel: Channel; provider: string; outcome: string; durationMs: number },
): void => {
  const { channel, provider, outcome } = call;
  metrics.attempts.inc({ channel, provider, outcome });
  metrics.providerSeconds.observe({ channel, provider }, call.durationMs / 1_000);
  if (outcome === 'ambiguous') metrics.outcomeUnknown.inc();
};
