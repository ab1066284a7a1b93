import { migrateUp } from '@carillon/repositories';
import { eventually, restartablePostgres, startTestServices } from '@carillon/testing';
import { startTestWorker } from './start-test-worker.ts';

type Checks = Readonly<Record<string, { readonly status: string }>>;

test('a worker is ready while it can send, and says what it lacks when it cannot', async () => {
  const [postgres, redis] = await Promise.all([
    restartablePostgres(),
    startTestServices(['redis']),
  ]);
  await migrateUp(postgres.url);
  const env = { HEALTH_PORT: '0', REDIS_URL: redis.redisUrl ?? '' };
  const worker = await startTestWorker(env, postgres.url);
  const failing = async (): Promise<string[]> => {
    const response = await fetch(`${worker.healthUrl}/readyz`);
    const { checks } = (await response.json()) as { checks: Checks };
    const failed = Object.keys(checks).filter((name) => checks[name]?.status !== 'ok');
    expect(response.status).toBe(failed.length === 0 ? 200 : 503);
    return failed;
  };
  await eventually(async () => expect(await failing()).toEqual([]));

  await postgres.stop();
  expect(await failing()).toEqual(['postgres']);
  await postgres.start();
  await eventually(async () => expect(await failing()).toEqual([]));

  await postgres.demote();
  expect(await failing()).toEqual(['postgres']);
  postgres.promote();
  await eventually(async () => expect(await failing()).toEqual([]));

  await redis.stop();
  await eventually(async () => expect(await failing()).toEqual(['redis', 'consumers']));
  expect((await fetch(`${worker.healthUrl}/health`)).status).toBe(200);

  await worker.stop();
  await postgres.remove();
});
