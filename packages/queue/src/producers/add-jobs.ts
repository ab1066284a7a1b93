import { Job, type Queue } from 'bullmq';

import type { DispatchJob, JobData } from '../dispatch-job.ts';
import { type DispatchQueue, queueOf } from '../queue-names.ts';
import type { Reach } from '../redis/reach.ts';
import { JOB_OPTIONS } from './job-options.ts';
import type { Connected } from './open-queues.ts';
import { storedJobs } from './stored-jobs.ts';

/** Longer pipelines block Redis for others (taskforcesh/bullmq#1670). */
const CHUNK = 500;
/** So few go one by one, without a pipeline. */
const FEW = 5;
/** What a call may take at most, asking what was stored included. */
const DEADLINE_MS = 1_900;

interface Parts extends Connected {
  readonly reach: Reach;
  readonly onError: (error: Error) => void;
}

/**
 * Adds the jobs, each queue's in pipelines of 500. Answers the ids that Redis does not hold, or that
 * it could not be asked about; never throws, and takes at most 2 s whatever Redis does.
 */
export const addJobs = async (parts: Parts, jobs: readonly DispatchJob[]): Promise<string[]> => {
  const untilMs = performance.now() + DEADLINE_MS;
  const byQueue = Map.groupBy(jobs, queueOf);
  const failed = await Promise.all(
    [...byQueue].map(([queue, group]) => addToQueue(parts, queue, group, untilMs)),
  );
  return failed.flat();
};

const addToQueue = async (
  parts: Parts,
  queue: DispatchQueue,
  jobs: readonly DispatchJob[],
  untilMs: number,
): Promise<string[]> => {
  const failed: string[] = [];
  for (let at = 0; at < jobs.length; at += CHUNK) {
    failed.push(...(await addChunk(parts, queue, jobs.slice(at, at + CHUNK), untilMs)));
  }
  return failed;
};

const addChunk = async (
  parts: Parts,
  name: DispatchQueue,
  jobs: readonly DispatchJob[],
  untilMs: number,
): Promise<string[]> => {
  const { queues, reach, onError } = parts;
  if (!reach.isUp()) return jobs.map((job) => job.id);
  let doubtful: readonly DispatchJob[] = jobs;
  try {
    const replies = await reach.ask(sendChunk(queues[name], jobs), untilMs - performance.now());
    doubtful = jobs.filter((_, i) => replies[i]?.[0] !== null);
    if (doubtful.length === 0) return [];
    const [error] = replies.find(([e]) => e !== null) ?? [];
    if (error) onError(error);
    const stored = await reach.ask(storedJobs(parts, doubtful), untilMs - performance.now());
    return doubtful.flatMap((job) => (stored.has(job.id) ? [] : [job.id]));
  } catch (error) {
    onError(error as Error);
    return doubtful.map((job) => job.id);
  }
};

type Replies = [error: Error | null, result: unknown][];

/** BullMQ's `addBulk` hides which of its jobs failed; its own step per job, pipelined, does not. */
const sendChunk = async (queue: Queue<JobData>, jobs: readonly DispatchJob[]): Promise<Replies> => {
  const backend = queue.getBackend();
  // ioredis copies BullMQ's hundred commands into every pipeline: 0.1 to 0.3 ms for a lone job.
  if (jobs.length < FEW) {
    const client = await backend.client;
    const settled = await Promise.allSettled(
      jobs.map((job) =>
        backend.addJobToTransaction(client, toBullJob(queue, job).asJSON(), job.id),
      ),
    );
    return settled.map((s) => (s.status === 'fulfilled' ? [null, s.value] : [s.reason, null]));
  }
  const pipeline = (await backend.client).pipeline();
  for (const job of jobs) {
    void backend.addJobToTransaction(pipeline, toBullJob(queue, job).asJSON(), job.id);
  }
  return ((await pipeline.exec()) ?? []) as Replies;
};

const toBullJob = (queue: Queue<JobData>, job: DispatchJob): Job<JobData> => {
  const { id: dispatchId, tenantId, deliveryIds } = job;
  const data = { dispatchId, tenantId, deliveryIds, ...(job.paid === true && { paid: true }) };
  const delay = job.delayMs ?? 0;
  const opts = { ...JOB_OPTIONS, jobId: job.id, priority: job.rank, ...(delay > 0 && { delay }) };
  return new Job(queue, 'dispatch', data, opts, job.id);
};
