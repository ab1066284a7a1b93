// A worker process that takes one job of the queue `email`, says so and never ends it.
import { openConsumer } from '../src/index.ts';

const [redisUrl = '', installationId = '', lockMs = '', stalledCheckMs = ''] =
  process.argv.slice(2);

openConsumer({
  redisUrl,
  installationId,
  queue: 'email',
  concurrency: 1,
  lockMs: Number(lockMs),
  stalledCheckMs: Number(stalledCheckMs),
  onError: () => {},
  onBug: () => {},
  process: (job) => {
    process.send?.(job.dispatchId);
    return new Promise(() => {});
  },
});
