import { CHANNELS } from '@carillon/domain';

import { type AgePass, openAgeing } from '../ageing/open-ageing.ts';
import { openSharedBudgets, type SharedBudgets } from '../budgets/open-shared-budgets.ts';
import { openDeadLetters, type DeadLetters } from '../dead-letters/open-dead-letters.ts';
import type { DispatchJob, JobPlace } from '../dispatch-job.ts';
import type { DispatchQueue, QueueName } from '../queue-names.ts';
import {
  type FailureLimit,
  type FailureLimitOptions,
  openFailureLimit,
} from '../failures/open-failure-limit.ts';
import { type EventJobs, openEventJobs } from '../events/open-event-jobs.ts';
import { type HintInboxes, publishHints } from '../inbox-hints/publish-hints.ts';
import { type Limits, openLimits } from '../limits/open-limits.ts';
import { connect, type OnError, PRODUCER_REDIS } from '../redis/connect.ts';
import { quietErrors } from '../redis/quiet-errors.ts';
import { openReach } from '../redis/reach.ts';
import { wakeChannel, type WakeReason } from '../wake/open-wake.ts';
import { openWindow, type Window } from '../window/open-window.ts';
import { windowHashes } from '../window/window-hashes.ts';
import { addJobs } from './add-jobs.ts';
import { type JobState, jobStates } from './job-states.ts';
import { openQueues, type Queues } from './open-queues.ts';
import { type QueueDepth, queueDepths } from './queue-depths.ts';
import { storedJobs } from './stored-jobs.ts';

export interface ProducerOptions {
  /** `redis://…` or `rediss://…`. */
  readonly redisUrl: string;
  /** The installation's UUID, from the database. */
  readonly installationId: string;
  /** Told of at most one error of a kind per second. */
  readonly onError: OnError;
}

/**
 * What puts jobs into Redis and looks at them, over one connection that fails fast. It may be opened
 * while Redis is away, and works as soon as Redis is there.
 */
export interface Producer {
  /**
   * Adds jobs whose places in the window were booked. Answers the ids that Redis does not hold or
   * could not be asked about: give their dispatches back. Never throws, never takes beyond 2 s.
   */
  add(jobs: readonly DispatchJob[]): Promise<{ failed: string[] }>;
  readonly window: Window;
  /** What accounts and endpoints may be called with, shared by all processes. */
  readonly limits: Limits;
  /** What callers may ask of us, shared by all processes. */
  readonly budgets: SharedBudgets;
  /** Counts who fails to say who he is, for all processes that give the same name. */
  readonly limitFailures: (options: FailureLimitOptions) => FailureLimit;
  readonly deadLetters: DeadLetters;
  /** The jobs that carry events to endpoints. */
  readonly events: EventJobs;
  /** Tells the workers that something waits for them in PostgreSQL: a hint, never awaited. */
  wake(reason: WakeReason): void;
  /** Tells the api processes that these inboxes have changed: a hint, never awaited, joined into few. */
  readonly hintInboxes: HintInboxes;
  /**
   * One pass of ageing, every second: the jobs furthest beyond their class's patience go to the front,
   * a tenth of what this process finished at most, so that all processes together keep to a tenth.
   * Resolves to how many were moved. Throws when Redis is away.
   */
  age(queue: DispatchQueue, pass: AgePass): Promise<number>;
  /** The ids among these that Redis has: they wait, are delayed or run. Throws when it is away. */
  existing(places: readonly JobPlace[]): Promise<Set<string>>;
  /** What each job is doing, in the order asked. Throws when Redis is away. */
  states(places: readonly JobPlace[]): Promise<JobState[]>;
  /** Jobs per queue. Throws when Redis is away. */
  depths(): Promise<Record<QueueName, QueueDepth>>;
  /** Resolves to the round trip in milliseconds. Throws when Redis is away. */
  ping(): Promise<number>;
  /** False as soon as Redis is away or hangs. */
  isUp(): boolean;
  /** BullMQ's own queues, for Bull Board to read. */
  readonly queues: Queues;
  close(): Promise<void>;
}

const ANSWER_MS = 2_000;

export const openProducer = (options: ProducerOptions): Producer => {
  const { redisUrl, installationId } = options;
  const onError = quietErrors(options.onError);
  const redis = connect(redisUrl, PRODUCER_REDIS, onError);
  const reach = openReach(redis);
  const queues = openQueues(redis, installationId);
  const connected = { redis, queues };
  const hashes = windowHashes(redis, installationId);
  const age = openAgeing(redis, queues);

  return {
    add: async (jobs) => ({ failed: await addJobs({ ...connected, reach, onError }, jobs) }),
    window: openWindow({ hashes, reach, channels: CHANNELS, onError }),
    limits: openLimits({ redis, installationId, reach, onError }),
    budgets: openSharedBudgets({ redis, installationId, reach, onError }),
    limitFailures: (failures) =>
      openFailureLimit({ redis, installationId, reach, onError }, failures),
    deadLetters: openDeadLetters({ redis, queue: queues['dead-letter'], reach }),
    events: openEventJobs({ redis, queue: queues.events, reach, onError }),
    wake: (reason) => {
      if (reach.isUp()) redis.publish(wakeChannel(installationId), reason).catch(onError);
    },
    hintInboxes: publishHints({ redis, installationId, reach, onError }),
    age: (queue, pass) => reach.ask(age(queue, pass), ANSWER_MS),
    existing: (places) => reach.ask(storedJobs(connected, places), ANSWER_MS),
    states: (places) => reach.ask(jobStates(connected, places), ANSWER_MS),
    depths: () => reach.ask(queueDepths(connected), ANSWER_MS),
    ping: async () => {
      const begunMs = performance.now();
      await reach.ask(redis.ping(), ANSWER_MS);
      return performance.now() - begunMs;
    },
    isUp: () => reach.isUp(),
    queues,
    close: async () => {
      await Promise.allSettled(Object.values(queues).map((queue) => queue.close()));
      reach.close();
      redis.disconnect();
    },
  };
};
