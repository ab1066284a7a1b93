import { type Job, Worker } from 'bullmq';
import type { Redis } from 'ioredis';

import { type QueueName, queuePrefix } from '../queue-names.ts';
import type { OnError } from '../redis/connect.ts';
import { within } from '../redis/within.ts';
import { brakeOnErrors } from './brake-on-errors.ts';
import { closeWorker } from './close-worker.ts';
import type { JobEnd } from './job-end.ts';
import { limiter } from './limiter.ts';
import { backoffStrategy } from './retry-later.ts';
import { runJob } from './run-job.ts';
import { runningJobs } from './running-jobs.ts';

/** What can be said about any consumer, whatever its queue holds. */
export interface WorkerOptions {
  readonly redisUrl: string;
  readonly installationId: string;
  /** Jobs at a time. */
  readonly concurrency: number;
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

/** Takes jobs until closed. Survives Redis being away, restarted or emptied. */
export interface OpenWorker {
  /** True while the worker's loop runs. It stays true when the loop hangs: watch `idleMs` too. */
  isRunning(): boolean;
  /** True while it runs and is connected to Redis: it can take jobs. */
  isUp(): boolean;
  /** Milliseconds since its last job ended, or since the opening; 0 while it runs any. */
  idleMs(): number;
  /** Jobs that have left the queue through this consumer. */
  finished(): number;
  /** Takes no more, waits `graceMs` for what runs, aborts it, waits `abortedMs`, leaves. Once. */
  close(graceMs: number): Promise<void>;
}

interface WorkerParts<Data> {
  readonly queue: QueueName;
  /** A connection that waits for Redis; closed with the worker. */
  readonly redis: Redis;
  readonly limit?: { readonly perSecond: number };
  readonly process: (job: Job<Data>, signal: AbortSignal) => Promise<JobEnd>;
  /** Told of a job that has left the queue. */
  readonly onLeft?: (data: Data, priority: number | undefined) => void;
  /** What is still to be done before the connection is left. */
  readonly beforeLeaving?: () => Promise<void>;
}

const LOCK_MS = 15_000;
const STALLED_CHECK_MS = 5_000;
const ABORTED_MS = 5_000;
/** What Redis is not told by then is set right by the chores of other processes. */
const LAST_WORDS_MS = 1_000;
/** Seconds that one look for work blocks. Short, because a look that hangs is noticed 1 s later. */
const DRAIN_DELAY_S = 2;
/** PostgreSQL decides what crashed too often. */
const NEVER = 1_000_000_000;

/** Opens BullMQ's worker with the settings that all our queues share. */
export const openWorker = <Data extends { readonly dispatchId: string }>(
  options: WorkerOptions,
  { queue, redis, limit, process, onLeft = () => {}, beforeLeaving }: WorkerParts<Data>,
): OpenWorker => {
  const { onError, onBug } = options;
  const running = runningJobs();
  let finished = 0;

  // BullMQ hands over the signal only to a function of three parameters.
  const work = (job: Job<Data>, token: string | undefined, given?: AbortSignal) => {
    const signal = given ?? new AbortController().signal;
    return running.run(() => runJob({ job, token, signal, process, onBug }));
  };
  const left = (job: Job<Data>): void => {
    finished++;
    onLeft(job.data, job.opts.priority);
  };

  const worker = new Worker<Data>(queue, work, {
    connection: redis,
    prefix: queuePrefix(options.installationId, queue),
    concurrency: options.concurrency,
    lockDuration: options.lockMs ?? LOCK_MS,
    stalledInterval: options.stalledCheckMs ?? STALLED_CHECK_MS,
    maxStalledCount: NEVER,
    drainDelay: DRAIN_DELAY_S,
    runRetryDelay: 1_000,
    removeOnComplete: { count: 0 },
    removeOnFail: { count: 0 },
    settings: { backoffStrategy },
    ...(limit && { limiter: limiter(limit.perSecond) }),
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
    // It may be up in name only: a connection that has just broken keeps what it is told until it is back.
    if (redisIsUp() && beforeLeaving) await within(beforeLeaving(), LAST_WORDS_MS).catch(onError);
    redis.disconnect();
  };
  let leaving: Promise<void> | undefined;

  return {
    isRunning: () => worker.isRunning(),
    isUp: () => worker.isRunning() && redis.status === 'ready',
    idleMs: () => running.idleMs(),
    finished: () => finished,
    close: (graceMs) => (leaving ??= leave(graceMs)),
  };
};
