import type { Consumer, Producer } from '@carillon/queue';
import type { Clock } from '@carillon/runtime';
import type { Chore } from './chore.ts';

export interface AgeDeps {
  readonly producer: Producer;
  readonly consumers: readonly Consumer[];
  readonly clock: Clock;
}

/**
 * Keeps priority from becoming starvation: every second the oldest jobs that have waited beyond their
 * class's patience go to the front, a tenth of what this process has finished of their queue.
 */
export const ageChore = ({ producer, consumers, clock }: AgeDeps): Chore => {
  const before = new Map<Consumer, number>();
  return {
    name: 'age',
    intervalMs: 1_000,
    once: false,
    pass: async () => {
      if (!producer.isUp()) return null;
      let aged = 0;
      for (const consumer of consumers) {
        const finished = consumer.finished() - (before.get(consumer) ?? 0);
        before.set(consumer, consumer.finished());
        aged += await producer.age(consumer.queue, { finished, nowMs: clock.nowMs() });
      }
      return aged === 0 ? null : { aged };
    },
  };
};
