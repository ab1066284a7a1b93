import { acceptFlush, type AcceptRequest, type AcceptResult } from '@carillon/repositories';
import type { Clock } from '@carillon/runtime';
import type { Paces } from '../brake/open-paces.ts';
import type { Ids } from '../create-ids.ts';
import { replayAnswer } from '../http/replay-answer.ts';
import type { Accepted, AcceptEntry } from './accept-entry.ts';
import type { Flushing } from './batcher.ts';
import type { Firsts } from './fetch-firsts.ts';
import { findReplays } from './find-replays.ts';
import { lookUpEntries, type LookedUp, type LookUpDeps } from './look-up-entries.ts';
import { type DispatchPlan, planDispatches, type PlanDispatchesDeps } from './plan-dispatches.ts';
import { prepareEntry, type Prepared } from './prepare-entry.ts';
import { toBroadcast } from './to-broadcast.ts';

export interface FlushDeps extends Omit<PlanDispatchesDeps, 'newId'>, LookUpDeps {
  readonly clock: Clock;
  readonly ids: Ids;
  /** Called when the flush is stored, with the jobs to add. */
  readonly onStored: (plan: DispatchPlan) => void;
  /** Called when it is not, with the places to free. */
  readonly onFailed: (plan: DispatchPlan) => void;
}

/** What one flush is judged by beside. */
export interface FlushInput extends FlushDeps {
  /** Who was first with the entries' dedupe keys. Two of the entries never name the same free one. */
  readonly firsts: Firsts;
}

/** An entry that another process was ahead of with its dedupe key: nothing of it is stored. */
export type Flushed = Flushing<Accepted> | 'outrun';

/** A duplicate without a key of its own is answered, and leaves nothing behind. */
const hasRows = ({ entry, notifications }: Prepared): boolean =>
  notifications.length > 0 || entry.idempotency !== null || entry.batchId !== null;

/** Of a broadcast, one for each who is a member now. */
const acceptedBy = ({ notifications, broadcast }: Prepared): number =>
  broadcast?.topic?.members ?? notifications.length;

const toRequest = (prepared: Prepared, rules: LookedUp['rules']): AcceptRequest => {
  const { entry, requestId, notifications, broadcast, answer } = prepared;
  return {
    requestId,
    tenantId: entry.tenantId,
    apiKeyId: entry.apiKeyId,
    idempotency: entry.idempotency && answer && { ...entry.idempotency, ...answer },
    batch: entry.batchId === null ? null : { id: entry.batchId, total: acceptedBy(prepared) },
    broadcast: broadcast && toBroadcast(broadcast),
    hold: prepared.hold,
    notifications,
    tellsEvents: rules.get(entry.tenantId)?.tellsEvents === true,
  };
};

const stored = (prepared: Prepared): Accepted => ({
  answer: {
    status: prepared.answer?.status ?? 202,
    body: prepared.answer?.body ?? null,
    headers: prepared.answer?.location == null ? {} : { location: prepared.answer.location },
  },
  notifications: acceptedBy(prepared),
});

/** One flush of the group commit: look up, plan, store; the jobs are added by `onStored`. */
export const flushEntries = async (
  entries: readonly AcceptEntry[],
  deps: FlushInput,
): Promise<Flushed[]> => {
  const found = await lookUpEntries(entries, deps);
  const { ids, firsts, paces } = deps;
  const now = deps.clock.now();
  const input = { ...found, ids, now, firsts, paces };
  const prepared = entries.map((entry) => prepareEntry(entry, input));
  const good = prepared.filter(({ answer }) => answer !== null);
  const flushed = good.flatMap(({ entry: { tenantId }, notifications }) =>
    notifications.map((notification) => ({ tenantId, notification })),
  );
  const requests = good.filter(hasRows).map((p) => toRequest(p, found.rules));
  const keep = async () => {
    const refused = prepared.filter(({ answer }) => answer === null);
    const replays = await findReplays(deps.database, refused);
    const plan = await planDispatches(flushed, { ...deps, newId: ids.newId });
    return { replays, result: await store(deps, requests, plan) };
  };
  const { replays, result } = await keep().catch((error: unknown) => {
    uncount(paces, good);
    throw error;
  });
  const isOut = ({ requestId }: Prepared): boolean =>
    [result.lost, result.refused, result.outrun].some((out) => out.has(requestId));
  uncount(paces, good.filter(isOut));
  return prepared.map((p): Flushed => {
    const lost = result.lost.get(p.requestId) ?? replays.get(p.requestId);
    if (p.answer === null && lost === undefined) return { ok: false, error: p.refusal };
    if (result.refused.has(p.requestId)) {
      return { ok: false, error: result.refused.get(p.requestId) };
    }
    if (result.outrun.has(p.requestId)) return 'outrun';
    if (lost === undefined || p.entry.idempotency === null) return { ok: true, value: stored(p) };
    try {
      const answer = replayAnswer(lost, p.entry.idempotency.fingerprint);
      return { ok: true, value: { answer, notifications: 0 } };
    } catch (error) {
      return { ok: false, error };
    }
  });
};

/** What was not stored was not asked for. */
const uncount = (paces: Paces, those: readonly Prepared[]): void => {
  for (const { entry, counted } of those) {
    paces.count(entry.tenantId, { offered: -counted.offered, passed: -counted.passed });
  }
};

const store = async (
  deps: FlushDeps,
  requests: readonly AcceptRequest[],
  plan: DispatchPlan,
): Promise<AcceptResult> => {
  if (requests.length === 0) return { lost: new Map(), refused: new Map(), outrun: new Set() };
  try {
    const result = await acceptFlush(deps.database, { requests, dispatches: plan.dispatches });
    deps.onStored(plan);
    return result;
  } catch (error) {
    deps.onFailed(plan);
    throw error;
  }
};
