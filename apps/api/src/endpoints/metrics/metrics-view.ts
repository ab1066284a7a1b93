import { CHANNELS, type Channel, DELIVERY_STATUSES, type DeliveryStatus } from '@carillon/domain';
import type { QueueDepth } from '@carillon/queue';
import type { DeliveryStatistics } from '@carillon/repositories';
import { z } from 'zod';

const depth = z.strictObject({ waiting: z.int(), active: z.int(), delayed: z.int() });
const share = z.number().nullable();

const each = <K extends string, S extends z.ZodType>(keys: readonly K[], schema: S) =>
  z.strictObject(Object.fromEntries(keys.map((key) => [key, schema])) as Record<K, S>);

export const metricsSchema = z
  .strictObject({
    queues: each(CHANNELS, depth).nullable().meta({ description: 'null while Redis is away.' }),
    deliveries: each(DELIVERY_STATUSES, z.int()),
    successRate: share,
    retryRate: share,
    averageAttempts: share,
    processingMs: z
      .strictObject({ p50: share, p95: share, p99: share })
      .meta({ description: 'From due to recorded as sent.' }),
    oldestDueSeconds: z.number(),
  })
  .meta({ id: 'Metrics' });

export interface MetricsRows {
  readonly depths: Readonly<Record<Channel, QueueDepth>> | null;
  readonly statistics: DeliveryStatistics;
  readonly oldestDueSeconds: number;
}

const queuesView = (depths: NonNullable<MetricsRows['depths']>) =>
  Object.fromEntries(
    CHANNELS.map((channel) => {
      const { waiting, active, delayed } = depths[channel];
      return [channel, { waiting, active, delayed }];
    }),
  ) as Record<Channel, z.output<typeof depth>>;

/** What a client sees of the last hour. */
export const metricsView = (rows: MetricsRows): z.output<typeof metricsSchema> => {
  const { states, successRate, retryRate, averageAttempts, p50, p95, p99 } = rows.statistics;
  return {
    queues: rows.depths === null ? null : queuesView(rows.depths),
    deliveries: Object.fromEntries(
      DELIVERY_STATUSES.map((status) => [status, states[status] ?? 0]),
    ) as Record<DeliveryStatus, number>,
    successRate,
    retryRate,
    averageAttempts,
    processingMs: { p50, p95, p99 },
    oldestDueSeconds: rows.oldestDueSeconds,
  };
};
