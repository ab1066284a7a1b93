import type { Channel } from '@carillon/domain';
import type { ProviderDeps } from '@carillon/providers';
import { openProducer, openWake, quietErrors, type Consumer, type Producer } from '@carillon/queue';
import {
  openDatabase,
  readInstallation,
  rememberVersions,
  writeEnvironmentChannels,
  type Database,
} from '@carillon/repositories';
import {
  createCodeLabels,
  createMetrics,
  createPacer,
  logAndContinue,
  openTracing,
  systemClock,
  type HealthServer,
  type Logger,
  type ProcessControl,
  type Tracing,
} from '@carillon/runtime';
import { createRenderer } from '@carillon/templates';
import type { AccountDirectory } from './accounts/account-directory.ts';
import { openDirectory } from './accounts/open-directory.ts';
import { listChores } from './chores/list-chores.ts';
import { runChores, type RunningChores } from './chores/run-chores.ts';
import type { WorkerConfig } from './config.ts';
import { openConsumers } from './consumers/open-consumers.ts';
import { createClaims } from './deliver/claims.ts';
import type { DeliverDeps } from './deliver/deliver-deps.ts';
import { createGiveBacks } from './deliver/give-backs.ts';
import { createRouteHints } from './deliver/route-hints.ts';
import { createResults, type Results } from './deliver/results.ts';
import { createUnsubscribeUrls } from './deliver/unsubscribe-urls.ts';
import { createDigestHints } from './digests/digest-hints.ts';
import { openEvents, type OpenEvents } from './events/open-events.ts';
import { openHealth } from './health/open-health.ts';
import { createGatesByAccount } from './limits/gates-by-account.ts';
import { createJobShares } from './limits/job-shares.ts';
import { createSlotsByQueue } from './limits/slots-by-queue.ts';
import { openProbes } from './probes/open-probes.ts';

/** Deliveries to a job; a channel with a cap has one, because BullMQ's limiter counts jobs. */
const CHUNK_SIZE = 50;
/** Every connection to Redis reports the same while it is away; that much apart is often enough. */
const REDIS_QUIET_MS = 5_000;
/** Sources of templates that a process remembers, in bytes of JSON. */
const REMEMBERED_BYTES = 32 * 1_024 * 1_024;
/** Templates are rendered for so long before whatever else there is has its turn. */
const RENDERING_MS = 20;

/** A worker that runs. */
export interface RunningWorker {
  readonly database: Database;
  readonly producer: Producer;
  readonly wake: { close(): Promise<void> };
  readonly directory: AccountDirectory;
  readonly chores: RunningChores;
  readonly consumers: readonly Consumer[];
  readonly results: Results;
  readonly events: OpenEvents;
  readonly tracing: Tracing | null;
  /** Answers probes; null where no port is configured. */
  readonly probes: HealthServer | null;
}

/** Puts a worker together: accounts, consumers, chores. Refuses a Redis that may evict. */
export const startWorker = async (
  config: WorkerConfig,
  log: Logger,
  control: ProcessControl,
  desktop?: ProviderDeps['desktop'],
): Promise<RunningWorker> => {
  const metrics = createMetrics({ service: 'worker', processMetrics: false });
  const tracing = await openTracing({ config, service: 'worker', log });
  const clock = systemClock();
  const { random } = Math;
  const database = openDatabase({
    url: config.DATABASE_URL,
    maxConnections: config.DATABASE_POOL_SIZE,
    applicationName: 'carillon-worker',
    onError: (error) => log.warn('a connection to PostgreSQL broke', { error }),
  });
  const { id: installationId, webhookSecret, linkSecret } = await readInstallation(database);
  const connection = {
    redisUrl: config.REDIS_URL,
    installationId,
    onError: quietErrors((error) => log.warn('Redis', { error }), REDIS_QUIET_MS),
  };
  const producer = openProducer(connection);
  const directory = openDirectory({ config, database, clock, webhookSecret, desktop });
  await writeEnvironmentChannels(database, directory.environmentChannels);
  const wakeDispatch = (): void => chores.wake('dispatch');
  const health = openHealth({ database, clock, log, onChange: wakeDispatch });
  const publicUrl = config.PUBLIC_URL;
  const routeHints = createRouteHints({ database, log, publicUrl, wakeDispatch });
  const digestHints = createDigestHints({ database, log, ...routeHints });
  const onDead = (dead: readonly { deliveryId: string; channel: Channel }[]): void => {
    if (dead.length === 0) return;
    void logAndContinue(producer.deadLetters.add(dead), log, 'the dead-letter queue lags behind');
  };
  const results = createResults({ database, log, metrics, hintInboxes: producer.hintInboxes });
  const rendering = {
    versions: rememberVersions(database, REMEMBERED_BYTES),
    renderer: createRenderer(),
    pacer: createPacer(RENDERING_MS),
  };
  const deps: DeliverDeps = {
    database,
    claims: createClaims({ database, log, metrics }),
    results,
    directory,
    ...rendering,
    slotsOf: createSlotsByQueue(),
    gateOf: createGatesByAccount(),
    codeLabelOf: createCodeLabels(),
    ...health,
    ...routeHints,
    ...digestHints,
    shares: createJobShares(config.JOBS_PER_CHANNEL),
    limits: producer.limits,
    giveBacks: createGiveBacks(database, log),
    unsubscribeUrlOf: createUnsubscribeUrls({ publicUrl, linkSecret, clock }),
    clock,
    log,
    metrics,
    tracer: tracing?.tracer ?? null,
    random,
    attemptLogRate: config.ATTEMPT_LOG_RATE,
    onDead,
  };
  const consumers = await openConsumers(deps, config, connection);
  const wakeEvents = (): void => chores.wake('dispatch-events');
  const events = openEvents({ ...deps, producer, config, connection, wakeEvents });
  const chores = runChores(
    listChores({
      database,
      producer,
      directory,
      ...rendering,
      ...health,
      ...routeHints,
      ...digestHints,
      clock,
      log,
      metrics,
      random,
      onDead,
      consumers,
      chunkSizeOf: (channel) => (config.CHANNEL_LIMITS.has(channel) ? 1 : CHUNK_SIZE),
      wakeDispatch,
      wakeFanOut: () => chores.wake('fan-out'),
      wakeDigests: () => chores.wake('flush-digests'),
      giveUp: (reason) => control.stop(reason, 1),
    }),
    { database, log, metrics, random },
  );
  const wake = openWake({ ...connection, onWake: (reason) => chores.wake(reason) });
  const opened = { database, producer, wake, directory, chores, consumers, results, events };
  const probes = await openProbes(config, { ...opened, clock }, log);
  return { ...opened, tracing, probes };
};

/** Takes no more work, finishes what is being sent, writes every result, closes everything. */
export const stopWorker = async (running: RunningWorker, graceMs: number): Promise<void> => {
  const { consumers, chores, results, directory, producer, wake, database, events } = running;
  await Promise.all([...consumers, events].map((consumer) => consumer.close(graceMs)));
  await results.idle();
  await chores.stop();
  await directory.close();
  await wake.close();
  await producer.close();
  await database.close();
  await running.tracing?.close();
  await running.probes?.close();
};
