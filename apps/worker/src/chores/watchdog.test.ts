import type { JobState } from '@carillon/queue';
import { watchdogChore } from './watchdog.ts';

interface Stage {
  /** Milliseconds since each queue's consumer had a job. */
  readonly idle: Readonly<Record<'email' | 'webhook', number>>;
  /** Of the queue `email`: what its one job does whose delivery is overdue; null without such a job. */
  readonly job: JobState | null;
}

/** What the watchdog ends the process for. */
const reasonsAt = async ({ idle, job }: Stage): Promise<string[]> => {
  const reasons: string[] = [];
  const overdueOf = (queues: readonly string[]) =>
    queues.includes('email') && job !== null ? [{ id: 'a', channel: 'email' }] : [];
  const query = ({ values }: { values: [number, number, string[]] }) =>
    Promise.resolve({ rows: overdueOf(values[2]) });
  const chore = watchdogChore({
    database: { pool: { query } } as never,
    producer: { states: (places) => Promise.resolve(places.map(() => job ?? 'gone')) },
    consumers: (['email', 'webhook'] as const).map((queue) => ({
      queue,
      idleMs: () => idle[queue],
    })),
    giveUp: (reason) => void reasons.push(reason),
  });
  await chore.pass();
  return reasons;
};

test('a consumer that takes nothing while its jobs wait ends the process', async () => {
  expect(await reasonsAt({ idle: { email: 60_000, webhook: 60_000 }, job: 'waiting' })).toEqual([
    'jobs of email wait, but none was taken for 60 s',
  ]);
});

test('others that work do not hide one that does not', async () => {
  const idle = { email: 60_000, webhook: 0 };
  expect(await reasonsAt({ idle, job: 'waiting' })).toHaveLength(1);
});

test('one that works, however much waits, is left alone', async () => {
  const idle = { email: 59_999, webhook: 60_000 };
  expect(await reasonsAt({ idle, job: 'waiting' })).toEqual([]);
});

test.each(['active', 'delayed', 'gone'] as const)(
  'a job that is %s is not one that nobody takes',
  async (job) => {
    expect(await reasonsAt({ idle: { email: 60_000, webhook: 0 }, job })).toEqual([]);
  },
);

test('where nothing is overdue there is nothing to take', async () => {
  expect(await reasonsAt({ idle: { email: 60_000, webhook: 60_000 }, job: null })).toEqual([]);
});
