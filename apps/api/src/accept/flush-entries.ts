import {
  acceptFlush,
  type AcceptRequest,
  type AcceptResult,
  type Database,
  fetchAddresses,
  type SubscriberAddresses,
} from '@carillon/repositories';
import type { Clock } from '@carillon/runtime';
import type { Ids } from '../create-ids.ts';
import { replayAnswer } from '../http/replay-answer.ts';
import type { Accepted, AcceptedAnswer, AcceptEntry } from './accept-entry.ts';
import type { Flushing } from './batcher.ts';
import type { TenantDirectory } from '../tenants/open-tenant-directory.ts';
import type { TenantRules } from '../tenants/tenant-rules.ts';
import { type DispatchPlan, planDispatches, type PlanDispatchesDeps } from './plan-dispatches.ts';
import { type Planned, planNotification, type PlannedNotification } from './plan-notification.ts';

export interface FlushDeps extends Omit<PlanDispatchesDeps, 'newId'> {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly tenants: TenantDirectory;
  /** Called when the flush is stored, with the jobs to add. */
  readonly onStored: (plan: DispatchPlan) => void;
  /** Called when it is not, with the places to free. */
  readonly onFailed: (plan: DispatchPlan) => void;
}

type Subscribers = ReadonlyMap<string, SubscriberAddresses>;

const subscriberName = (tenantId: string, id: string): string => `${tenantId} ${id}`;

/** One query for all subscribers that the entries name. */
const fetchSubscribers = async (
  database: Database,
  entries: readonly AcceptEntry[],
): Promise<Subscribers> => {
  const keys = entries.flatMap(({ tenantId, drafts }) =>
    drafts.flatMap(({ request: { to } }) =>
      to.subscriberId === undefined ? [] : [{ tenantId, subscriberId: to.subscriberId }],
    ),
  );
  const found = await fetchAddresses(database, keys);
  return new Map(found.map((s) => [subscriberName(s.tenantId, s.subscriberId), s]));
};

const rulesOf = async (
  entries: readonly AcceptEntry[],
  tenants: TenantDirectory,
): Promise<ReadonlyMap<string, TenantRules>> => {
  const ids = [...new Set(entries.map(({ tenantId }) => tenantId))];
  const found = await Promise.all(ids.map(async (id) => [id, await tenants.of(id)] as const));
  return new Map(found);
};

/** An entry with its rows and its answer, or why it is refused. */
interface Prepared {
  readonly entry: AcceptEntry;
  readonly requestId: string;
  readonly notifications: readonly PlannedNotification[];
  readonly answer: AcceptedAnswer | null;
  readonly refusal: unknown;
}

const prepare = (
  entry: AcceptEntry,
  subscribers: Subscribers,
  { ids, now, rules }: { readonly ids: Ids; readonly now: Date; readonly rules: TenantRules },
): Prepared => {
  const planned = entry.drafts.map((draft): Planned => {
    const { subscriberId } = draft.request.to;
    return planNotification({
      draft,
      notificationId: ids.newNotificationId(),
      subscriber:
        subscriberId === undefined
          ? null
          : (subscribers.get(subscriberName(entry.tenantId, subscriberId)) ?? null),
      rules,
      traceparent: entry.traceparent,
      now,
    });
  });
  const requestId = ids.newId();
  try {
    const answer = entry.answer(planned);
    const notifications = planned.flatMap((p) => (p.ok ? [p.notification] : []));
    return { entry, requestId, notifications, answer, refusal: null };
  } catch (refusal) {
    return { entry, requestId, notifications: [], answer: null, refusal };
  }
};

const toRequest = ({ entry, requestId, notifications, answer }: Prepared): AcceptRequest => ({
  requestId,
  tenantId: entry.tenantId,
  apiKeyId: entry.apiKeyId,
  idempotency: entry.idempotency && answer && { ...entry.idempotency, ...answer },
  batch: entry.batchId === null ? null : { id: entry.batchId, total: notifications.length },
  notifications,
});

const stored = ({ notifications, answer }: Prepared): Accepted => ({
  answer: {
    status: answer?.status ?? 202,
    body: answer?.body ?? null,
    headers: answer?.location == null ? {} : { location: answer.location },
  },
  stored: notifications.length,
});

/** One flush of the group commit: look up, plan, store; the jobs are added by `onStored`. */
export const flushEntries = async (
  entries: readonly AcceptEntry[],
  deps: FlushDeps,
): Promise<Flushing<Accepted>[]> => {
  const subscribers = await fetchSubscribers(deps.database, entries);
  const { ids } = deps;
  const rules = await rulesOf(entries, deps.tenants);
  const now = deps.clock.now();
  const prepared = entries.map((entry) =>
    prepare(entry, subscribers, { ids, now, rules: rules.get(entry.tenantId) as TenantRules }),
  );
  const good = prepared.filter(({ answer }) => answer !== null);
  const flushed = good.flatMap(({ entry: { tenantId }, notifications }) =>
    notifications.map((notification) => ({ tenantId, notification })),
  );
  const plan = await planDispatches(flushed, { ...deps, newId: ids.newId });
  const result = await store(deps, good, plan);
  return prepared.map((p): Flushing<Accepted> => {
    const lost = result.lost.get(p.requestId);
    if (p.answer === null) return { ok: false, error: p.refusal };
    if (result.refused.has(p.requestId)) {
      return { ok: false, error: result.refused.get(p.requestId) };
    }
    if (lost === undefined || p.entry.idempotency === null) return { ok: true, value: stored(p) };
    try {
      const answer = replayAnswer(lost, p.entry.idempotency.fingerprint);
      return { ok: true, value: { answer, stored: 0 } };
    } catch (error) {
      return { ok: false, error };
    }
  });
};

const store = async (
  deps: FlushDeps,
  good: readonly Prepared[],
  plan: DispatchPlan,
): Promise<AcceptResult> => {
  if (good.length === 0) return { lost: new Map(), refused: new Map() };
  try {
    const requests = good.map(toRequest);
    const result = await acceptFlush(deps.database, { requests, dispatches: plan.dispatches });
    deps.onStored(plan);
    return result;
  } catch (error) {
    deps.onFailed(plan);
    throw error;
  }
};
