import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { eventually, startTestServices } from '@carillon/testing';
import { type InterruptibleProxy, openProxy } from './interruptible-proxy.ts';
import { emailRequest } from './requests.ts';
import { startTestApi, type Reply, type TestApi } from './start-test-api.ts';

const post = (api: TestApi, body: object = emailRequest()): Promise<Reply> =>
  api.call('POST', '/notifications', { body });

/** One command without a client: BullMQ's is not for tests of the api. */
const tellRedis = async (url: string, command: string): Promise<void> => {
  const { hostname, port, password } = new URL(url);
  const login = password === '' ? '' : `AUTH ${password}\r\n`;
  const socket = connect({ host: hostname, port: Number(port) });
  socket.end(`${login}${command}\r\n`);
  const answers = await text(socket);
  expect(answers).toMatch(/\+OK\r\n$/);
};

const waiting = async ({ database }: TestApi): Promise<number> => {
  const { rowCount } = await database.pool.query('SELECT FROM delivery WHERE dispatch_id IS NULL');
  return rowCount ?? 0;
};

test('row 37: without Redis it is still 202, and what was accepted waits in PostgreSQL', async () => {
  const redis = await startTestServices(['redis']);
  const api = await startTestApi({ REDIS_URL: redis.redisUrl ?? '' });
  await eventually(async () => {
    expect((await api.call('GET', '//readyz')).body.status).toBe('ok');
  });
  expect((await post(api)).status).toBe(202);
  await redis.stop();
  const replies = await Promise.all(Array.from({ length: 20 }, () => post(api)));
  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([202]));
  await eventually(async () => expect(await waiting(api)).toBe(20));
  const ready = await api.call('GET', '//readyz', { key: null });
  expect([ready.status, ready.body.status]).toEqual([200, 'degraded']);
  expect(ready.body.checks.redis.status).toBe('failed');
  expect((await api.call('GET', '/metrics')).body.queues).toBeNull();
  await api.stop();
});

test('row 37: with a Redis at maxmemory it is still 202, and what was accepted waits', async () => {
  const redis = await startTestServices(['redis']);
  const api = await startTestApi({ REDIS_URL: redis.redisUrl ?? '' });
  await eventually(async () => {
    expect((await api.call('GET', '//readyz')).body.status).toBe('ok');
  });
  await tellRedis(redis.redisUrl ?? '', 'CONFIG SET maxmemory 1');
  const replies = await Promise.all(Array.from({ length: 20 }, () => post(api)));
  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([202]));
  await eventually(async () => expect(await waiting(api)).toBe(20));
  await api.stop();
  await redis.stop();
});

describe('row 38: without PostgreSQL', () => {
  let proxy: InterruptibleProxy;
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi({}, async (url) => {
      proxy = await openProxy(url);
      return proxy.url;
    });
  });
  afterAll(async () => {
    proxy.restore();
    await api.stop();
    await proxy.close();
  });

  const timed = async (call: () => Promise<Reply>): Promise<Reply & { ms: number }> => {
    const begun = performance.now();
    const reply = await call();
    return { ...reply, ms: performance.now() - begun };
  };

  const expectUnavailable = (reply: Reply & { ms: number }): void => {
    expect([reply.status, reply.body.code]).toEqual([503, 'service_unavailable']);
    expect(reply.headers.get('retry-after')).toBe('1');
    expect(reply.ms).toBeLessThan(2_000);
  };

  test.each(['cut', 'freeze'] as const)(
    '%s: 503 with Retry-After within 2 s, then it recovers',
    async (how) => {
      expect((await post(api)).status).toBe(202);
      proxy[how]();
      const replies = await Promise.all([
        timed(() => post(api)),
        timed(() => post(api)),
        timed(() => api.call('GET', '/notifications')),
        timed(() =>
          api.call('POST', '/notifications/batch', { body: { notifications: [emailRequest()] } }),
        ),
      ]);
      for (const reply of replies) expectUnavailable(reply);
      const ready = await api.call('GET', '//readyz', { key: null });
      expect([ready.status, ready.body.status]).toEqual([503, 'down']);
      expect((await api.call('GET', '//health', { key: null })).status).toBe(200);
      proxy.restore();
      await eventually(async () => expect((await post(api)).status).toBe(202));
      await eventually(async () => {
        expect((await api.call('GET', '//readyz')).status).toBe(200);
      });
    },
  );

  test('a commit whose answer was lost is answered with 202, and stored once', async () => {
    await eventually(async () => expect((await post(api)).status).toBe(202));
    const stored = async () => {
      const { rows } = await api.database.pool.query<{ id: string }>(
        "SELECT id FROM notification WHERE correlation_id = 'lost-answer'",
      );
      return rows.map(({ id }) => id);
    };
    proxy.mute();
    const pending = post(api, emailRequest({ correlationId: 'lost-answer' }));
    await eventually(async () => expect(await stored()).toHaveLength(1));
    proxy.restore();
    const reply = await pending;
    expect([reply.status, await stored()]).toEqual([202, [reply.body.id]]);
  });

  test('connections that a firewall has forgotten do not stop accepting', async () => {
    await eventually(async () => expect((await post(api)).status).toBe(202));
    proxy.forget();
    await eventually(async () => expect((await post(api)).status).toBe(202));
  });
});

test('readers that wait for PostgreSQL hold up neither keys nor accepting', async () => {
  const api = await startTestApi();
  const locker = await api.database.pool.connect();
  await locker.query('BEGIN');
  await locker.query('LOCK TABLE dead_letter IN ACCESS EXCLUSIVE MODE');
  const readers = Array.from({ length: 20 }, () => api.call('GET', '/dead-letters'));
  await eventually(async () => {
    const { rowCount } = await locker.query(
      `SELECT FROM pg_locks WHERE NOT granted AND relation = 'dead_letter'::regclass`,
    );
    expect(rowCount).toBeGreaterThan(5);
  });
  const key = await api.makeKey(['notifications:write']);
  const reply = await api.call('POST', '/notifications', { key, body: emailRequest() });
  await locker.query('ROLLBACK');
  locker.release();
  await Promise.all(readers);
  await api.stop();
  expect(reply.status).toBe(202);
});
