import { openWebhookClient } from '@carillon/providers';
import { openEventConsumer, type OpenWorker, type Producer } from '@carillon/queue';
import type { Database } from '@carillon/repositories';
import { createSealer, type Clock, type Logger, type Metrics } from '@carillon/runtime';
import { egressOf } from '../accounts/egress-of.ts';
import type { WorkerConfig } from '../config.ts';
import type { QueueConnection } from '../consumers/open-consumers.ts';
import { createEndpointSlots } from './endpoint-slots.ts';
import type { EventDeps } from './event-deps.ts';
import { createEventResults } from './event-results.ts';
import { processEventJob } from './process-event-job.ts';

/** Two of each endpoint at most, most of which wait for an answer. */
const JOBS_AT_A_TIME = 100;

export interface OpenEventsDeps {
  readonly config: WorkerConfig;
  readonly connection: QueueConnection;
  readonly database: Database;
  readonly producer: Producer;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly random: () => number;
  readonly wakeEvents: () => void;
}

/** What takes events to endpoints. */
export interface OpenEvents {
  readonly consumer: OpenWorker;
  /** Takes no more, finishes what is being sent within `graceMs`, writes every result. */
  close(graceMs: number): Promise<void>;
}

/** Opens the consumer of the queue `events` and what its jobs need. */
export const openEvents = ({ config, connection, clock, ...more }: OpenEventsDeps): OpenEvents => {
  const { log } = more;
  const client = openWebhookClient({ egress: egressOf(config), now: () => clock.now() });
  const results = createEventResults(more);
  const deps: EventDeps = {
    ...more,
    client,
    results,
    sealer: createSealer(config.CREDENTIALS_KEYS),
    slotsOf: createEndpointSlots(),
  };
  const consumer = openEventConsumer({
    ...connection,
    concurrency: JOBS_AT_A_TIME,
    process: (job, signal) => processEventJob(deps, job, signal),
    onBug: (error, dispatchId) =>
      log.error('a job with events failed by a bug', { dispatchId, error }),
    onStalled: (dispatchId) => log.warn('a job with events had stalled', { dispatchId }),
  });
  return {
    consumer,
    close: async (graceMs) => {
      await consumer.close(graceMs);
      await results.idle();
      await client.close();
    },
  };
};
