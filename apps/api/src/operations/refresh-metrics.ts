import { DELIVERY_STATUSES } from '@carillon/domain';
import type { Producer } from '@carillon/queue';
import {
  countStuck,
  type Database,
  deliveryStatistics,
  listCounters,
  listTroubledCircuits,
  oldestDueEventSeconds,
  oldestDueSeconds,
} from '@carillon/repositories';
import {
  type Logger,
  logAndContinue,
  METRIC_DEFINITIONS,
  type Metrics,
  shareHistograms,
} from '@carillon/runtime';
import { beforeDeadline } from '../http/before-deadline.ts';

export interface RefreshDeps {
  readonly database: Database;
  readonly producer: Producer;
  readonly metrics: Metrics;
  readonly log: Logger;
}

/** The figures are asked for at most so often, whoever scrapes. */
const FRESH_MS = 1_000;

interface Counted {
  reset(): void;
  inc(labels: Readonly<Record<string, string>>, by: number): void;
}

/** Counters that workers count and publish in PostgreSQL. */
const sharedCounters = (metrics: Metrics): ReadonlyMap<string, Counted> =>
  new Map<string, Counted>([
    [METRIC_DEFINITIONS.attempts.name, metrics.attempts],
    [METRIC_DEFINITIONS.fencedWrites.name, metrics.fencedWrites],
    [METRIC_DEFINITIONS.outcomeUnknown.name, metrics.outcomeUnknown],
    [METRIC_DEFINITIONS.unknownCodes.name, metrics.unknownCodes],
    [METRIC_DEFINITIONS.reconciled.name, metrics.reconciled],
    [METRIC_DEFINITIONS.eventDeliveries.name, metrics.eventDeliveries],
  ]);

/** Histograms that workers fill and publish likewise. */
const SHARED_DURATIONS = [
  'providerSeconds',
  'queueSeconds',
  'deliverySeconds',
  'flushSeconds',
] as const;

const refreshers = ({ database, producer, metrics }: RefreshDeps) => {
  const shared = sharedCounters(metrics);
  const showDurations = shareHistograms(metrics, SHARED_DURATIONS);
  return [
    async () => {
      const { states } = await deliveryStatistics(database, null);
      for (const state of DELIVERY_STATUSES) metrics.deliveries.set({ state }, states[state] ?? 0);
    },
    async () => metrics.oldestDueSeconds.set(await oldestDueSeconds(database, null)),
    async () => metrics.eventOldestDueSeconds.set(await oldestDueEventSeconds(database)),
    async () => metrics.stuck.set(await countStuck(database)),
    async () => {
      const circuits = await listTroubledCircuits(database);
      const open = circuits.filter(({ state }) => state !== 'closed');
      for (const kind of ['account', 'endpoint', 'host']) {
        const count = open.filter(({ key }) => key.startsWith(`${kind}:`)).length;
        metrics.circuitsOpen.set({ kind }, count);
      }
    },
    async () => {
      const values = await listCounters(database);
      for (const counter of shared.values()) counter.reset();
      for (const { name, labels, value } of values) shared.get(name)?.inc(labels, value);
      showDurations(values);
    },
    async () => {
      if (!producer.isUp()) return;
      for (const [channel, depth] of Object.entries(await producer.depths())) {
        const { waiting, active, delayed } = depth;
        metrics.queueDepth.set({ channel, state: 'waiting' }, waiting);
        metrics.queueDepth.set({ channel, state: 'active' }, active);
        metrics.queueDepth.set({ channel, state: 'delayed' }, delayed);
      }
    },
  ];
};

/**
 * Brings the metrics that lie in PostgreSQL and Redis up to date. What cannot be asked keeps its last
 * value. Never rejects; many callers at once share one look.
 */
export const createRefreshMetrics = (deps: RefreshDeps): (() => Promise<void>) => {
  const all = refreshers(deps);
  let refreshing: Promise<unknown> = Promise.resolve();
  let begunMs = Number.NEGATIVE_INFINITY;
  return async () => {
    if (performance.now() - begunMs >= FRESH_MS) {
      begunMs = performance.now();
      refreshing = Promise.all(
        all.map((refresh) =>
          logAndContinue(beforeDeadline(refresh()), deps.log, 'a metric is stale'),
        ),
      );
    }
    await refreshing;
  };
};
