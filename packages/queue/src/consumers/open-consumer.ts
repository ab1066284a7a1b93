import { type Job, Worker } from 'bullmq';

import type { JobData, Rank } from '../dispatch-job.ts';
import { type DispatchQueue, queuePrefix } from '../queue-names.ts';
import { connect, type OnError, WORKER_REDIS } from '../redis/connect.ts';
import { quietErrors } from '../redis/quiet-errors.ts';
import { windowHashes } from '../window/window-hashes.ts';
import { brakeOnErrors } from './brake-on-errors.ts';
import { closeWorker } from './close-worker.ts';
import { freedPlaces } from './freed-places.ts';
import type { ProcessJob } from './job-end.ts';
import { limiter } from './limiter.ts';
import { backoffStrategy } from './retry-later.ts';
import { runJob } from './run-job.ts';
import { runningJobs } from './running-jobs.ts';

export interface ConsumerOptions {
  readonly redisUrl: string;
  readonly installationId: string;
  readonly queue: DispatchQueue;
  /** Jobs at a time. */
  readonly concurrency: number;
  /** A cap for the whole installation; its jobs must carry one delivery each. */
  readonly limit?: { readonly perSecond: number };
  readonly process: ProcessJob;
  /** Told of at most one error of a kind per second. */
  readonly onError: OnError;
  /** Told of a process function that threw; the job is postponed by 5 s. */
  readonly onBug: (error: unknown, dispatchId: string) => void;
  /** Told that another worker's job had stalled and waits again. */
  readonly onStalled?: (dispatchId: string) => void;
  /** A job's lock, renewed while it runs: 15 s by default. */
  readonly lockMs?: number;
  /** Between two looks for jobs whose worker has died: 5 s by default. */
  readonly stalledCheckMs?: number;
  /** What jobs aborted by `close` have to come to an end: 5 s by default. */
  readonly abortedMs?: number;
}

/** Takes jobs of one queue until closed. Survives Redis being away, restarted or emptied. */
export interface Consumer {
  readonly queue: DispatchQueue;
  /** True while the worker's loop runs. It stays true when the loop hangs: watch `idleMs` too. */
  isRunning(): boolean;
  /** Milliseconds since its last job ended, or since the opening; 0 while it runs any. */
  idleMs(): number;
  /** Jobs that have left the queue through this consumer. */
  finished(): number;
  /** Takes no more, waits `graceMs` for what runs, aborts it, waits `abortedMs`, leaves. Once. */
  close(graceMs: number): Promise<void>;
}

const LOCK_MS = 15_000;
const STALLED_CHECK_MS = 5_000;
const ABORTED_MS = 5_000;
/** Seconds that one look for work blocks. Short, because a look that hangs is noticed 1 s later. */
const DRAIN_DELAY_S = 2;
/** PostgreSQL decides what crashed too often. */
const NEVER = 1_000_000_000;

export const openConsumer = (options: ConsumerOptions): Consumer => {
  const { installationId, queue } = options;
  const onError = quietErrors(options.onError);
  const redis = connect(options.redisUrl, WORKER_REDIS, onError);
  const running = runningJobs();
  const hashes = windowHashes(redis, installationId);
  const freed = freedPlaces(async (places) => {
    if (queue !== 'suspect') await hashes.giveBack(queue, places).catch(onError);
  });
  let finished = 0;

  // BullMQ hands over the signal only to a function of three parameters.
  const work = (job: Job<JobData>, token: string | undefined, signal?: AbortSignal) => {
    const never = new AbortController().signal;
    return running.run(() => runJob({ ...options, job, token, signal: signal ?? never }));
  };
  const left = (job: Job<JobData>): void => {
    finished++;
    if (queue === 'suspect') return;
    freed.free({ channel: queue, rank: job.opts.priority as Rank, tenantId: job.data.tenantId });
  };

  const worker = new Worker<JobData>(queue, work, {
    connection: redis,
    prefix: queuePrefix(installationId, queue),
    concurrency: options.concurrency,
    lockDuration: options.lockMs ?? LOCK_MS,
    stalledInterval: options.stalledCheckMs ?? STALLED_CHECK_MS,
    maxStalledCount: NEVER,
    drainDelay: DRAIN_DELAY_S,
    runRetryDelay: 1_000,
    removeOnComplete: { count: 0 },
    removeOnFail: { count: 0 },
    settings: { backoffStrategy },
    ...(options.limit && { limiter: limiter(options.limit.perSecond) }),
  });
  worker.on('error', onError);
  const brake = brakeOnErrors(worker);
  worker.on('completed', left);
  worker.on('failed', (job) => {
    if (job?.finishedOn !== undefined) left(job);
  });
  worker.on('stalled', (id) => options.onStalled?.(id));
  worker.on('lockRenewalFailed', (ids) => {
    for (const id of ids) worker.cancelJob(id, 'lock_lost');
  });

  const leave = async (graceMs: number): Promise<void> => {
    brake.release();
    const redisIsUp = () => redis.status === 'ready';
    const idle = () => running.idle();
    const abortedMs = options.abortedMs ?? ABORTED_MS;
    await closeWorker({ worker, idle, redisIsUp, graceMs, abortedMs });
    if (redisIsUp()) await freed.flush();
    redis.disconnect();
  };
  let leaving: Promise<void> | undefined;

  return {
    queue,
    isRunning: () => worker.isRunning(),
    idleMs: () => running.idleMs(),
    finished: () => finished,
    close: (graceMs) => (leaving ??= leave(graceMs)),
  };
};
