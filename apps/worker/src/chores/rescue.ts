import { decideAfterLostLease, retryPolicyOf, type Channel } from '@carillon/domain';
import {
  findLostLeases,
  giveBackDeliveries,
  recordResults,
  settleDispatches,
  type Database,
  type LostLease,
  type RecordedResult,
} from '@carillon/repositories';
import type { Logger, Metrics } from '@carillon/runtime';
import type { Chore } from './chore.ts';
import { graceAfterOutage } from './grace-after-outage.ts';

const MOST_AT_ONCE = 500;

export interface RescueDeps {
  readonly database: Database;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly random: () => number;
  readonly onRouteEnded: (deliveryIds: readonly string[]) => void;
  readonly onCarrierEnded: (deliveryIds: readonly string[]) => void;
  readonly onDead: (dead: readonly { deliveryId: string; channel: Channel }[]) => void;
}

/**
 * Takes deliveries from workers that are gone: what is still `sending` when its lease has run out has
 * an unknown outcome. Its token is raised, so that the old worker's write is fenced off, and the rule
 * in domain decides between another attempt and failure.
 */
export const rescueChore = (deps: RescueDeps): Chore => {
  const asked = graceAfterOutage();
  return {
    name: 'rescue',
    intervalMs: 5_000,
    once: false,
    pass: async () => {
      const { answer: lost, isOver } = await asked(() =>
        findLostLeases(deps.database, MOST_AT_ONCE),
      );
      deps.metrics.stuck.set(lost.length);
      if (!isOver) return null;
      return lost.length === 0 ? null : rescue(deps, lost);
    },
  };
};

const rescue = async (deps: RescueDeps, lost: readonly LostLease[]) => {
  const uncounted: LostLease[] = [];
  const results: RecordedResult[] = [];
  for (const lease of lost) {
    const result = afterLoss(lease, deps.random());
    if (result === null) uncounted.push(lease);
    else results.push(result);
  }
  if (results.length > 0) await recordResults(deps.database, results, []);
  if (uncounted.length > 0) {
    await giveBackDeliveries(
      deps.database,
      uncounted.map(({ deliveryId, leaseToken }) => ({
        deliveryId,
        leaseToken,
        delayMs: 0,
        rescued: true,
      })),
    );
  }
  await settleDispatches(deps.database, [...new Set(lost.map((l) => l.dispatchId))]);
  deps.metrics.outcomeUnknown.inc(results.length);
  const dead = new Set(results.filter((r) => r.status === 'failed').map((r) => r.deliveryId));
  deps.onDead(lost.filter((l) => dead.has(l.deliveryId)));
  deps.onRouteEnded([...dead]);
  deps.onCarrierEnded([...dead]);
  return { rescued: lost.length, failed: dead.size };
};

/** What is recorded of a lost lease; null where the attempt does not count and is given back. */
const afterLoss = (lease: LostLease, random: number): RecordedResult | null => {
  const after = decideAfterLostLease({
    channel: lease.channel,
    deliveryMode: lease.atMostOnce ? 'at_most_once' : 'at_least_once',
    attempts: lease.attempts,
    crashes: lease.crashes,
    suspect: lease.suspect,
    retry: retryPolicyOf(lease.request.retry),
    random,
  });
  if (after.status === 'queued') return null;
  return {
    deliveryId: lease.deliveryId,
    tenantId: lease.tenantId,
    leaseToken: lease.leaseToken,
    status: after.status,
    delayMs: after.status === 'retrying' ? after.delayMs : 0,
    keepsDispatch: false,
    code: after.code,
    attempt: {
      outcome: 'ambiguous',
      counted: true,
      number: lease.calls,
      provider: lease.provider,
      code: 'worker_lost',
      message: 'its worker was lost between the call and the answer',
      response: null,
      accountId: null,
      providerMessageId: null,
      startedAt: lease.startedAt,
      durationMs: 0,
      fold: false,
    },
    rescued: true,
    suppress: null,
    item: null,
    // What is lost is seldom: nothing is remembered of its tenant for it.
    tellsEvents: true,
  };
};
