import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { openDatabase } from '@carillon/repositories';
import { eventually } from '@carillon/testing';
import { type Body, useStandalone } from './use-standalone.ts';
import { monitorRedis, type RedisMonitor } from './monitor-redis.ts';

const SLOW_MS = 120_000;

/** In every address, name, text, value and secret that is handed over here. */
const MARK = /zqmark|1555867/i;

let redis: RedisMonitor;
afterAll(() => redis?.close());
const standalone = useStandalone({ LOG_LEVEL: 'debug' });
const { ask, call, home } = standalone;
beforeAll(async () => {
  redis = await monitorRedis(standalone.file.redisUrl);
});

const content = {
  title: 'zqmark title',
  body: 'zqmark body',
  url: 'https://shop.example/zqmark',
  data: { zqmark: 'zqmark value' },
};
const send = async (channel: string, to: object, more: object = {}): Promise<Body> => {
  const { body } = await ask('POST', '/notifications', {
    to: { name: 'Zqmark Name', ...to },
    channels: [channel],
    content,
    metadata: { nick: 'zqmark' },
    retry: { maxAttempts: 1 },
    ...more,
  });
  return body;
};

const sendAll = async (): Promise<string[]> => {
  const hooks = `${standalone.file.sandboxUrl}/hooks`;
  const sub = { subscriberId: 'zqmark-subscriber' };
  const answers = await Promise.all([
    send('email', { email: 'zqmark.sent@example.com' }),
    send('email', { email: 'reject+zqmark@example.com' }),
    send('email', { email: 'content+zqmark@example.com' }),
    send('email', { email: 'transient+zqmark@example.com' }),
    send('sms', { phone: '+15558671001' }),
    send('sms', { phone: '+15558671002' }),
    send('whatsapp', { phone: '+15558671003' }),
    send('push', { pushToken: 'zqmark-device' }),
    send('push', { pushToken: 'unregistered-zqmark' }),
    send('webhook', { webhookUrl: `${hooks}/zqmark` }),
    send('webhook', { webhookUrl: `${hooks}/zqmark-fails` }),
    send('in_app', sub),
    send('in_app', sub, { collapseKey: 'zqmark-collapse' }),
    send('email', sub, { digest: { key: 'zqmark-digest', windowMs: 1_000 } }),
    send('email', sub, {
      content: undefined,
      template: { key: 'order', data: { name: 'zqmark' } },
    }),
    send(
      'email',
      { email: 'zqmark.dedupe@example.com' },
      { dedupe: { key: 'zqmark', windowMs: 9_000 } },
    ),
  ]);
  const ids = answers.map(({ id }) => id as string | undefined);
  expect(ids).not.toContain(undefined);
  return ids as string[];
};

test(
  'neither Redis nor a log nor a dead letter holds who was written to, or what',
  async () => {
    await standalone.sandbox('PUT', '/api/behaviours', [
      { provider: 'twilio', to: '+15558671002', answer: 'reject_recipient' },
      {
        provider: 'webhook',
        to: '*zqmark-fails*',
        answer: 'reject_message',
        body: 'zqmark said',
      },
    ]);
    await call('POST', '/templates', {
      key: 'order',
      channels: { email: { subject: 'zqmark <%= it.name %>', html: 'zqmark', text: 'zqmark' } },
    });
    await call('POST', '/templates/order/publish', { version: 1 });
    await call('PUT', '/subscribers/zqmark-subscriber', {
      email: 'zqmark.subscriber@example.com',
      phone: '+15558671004',
      name: 'Zqmark',
    });
    await call('PUT', '/subscribers/zqmark-subscriber/devices/zqmark-token', {});
    await call('POST', '/provider-accounts', {
      name: 'second',
      provider: 'sendgrid',
      channels: ['email'],
      settings: { apiKey: 'SG.zqmark-secret', from: 'zqmark@example.com' },
    });
    const reader = new AbortController();
    const stream = await fetch(
      `${standalone.file.apiUrl}/api/v1/subscribers/zqmark-subscriber/inbox/stream`,
      { headers: { authorization: `Bearer ${standalone.file.apiKey}` }, signal: reader.signal },
    );
    expect(stream.status).toBe(200);
    const ids = await sendAll();
    const failed = await eventually(
      async () => {
        const found = await Promise.all(ids.map((id) => call('GET', `/notifications/${id}`)));
        const states: string[] = found.map(({ status }) => status);
        expect(states.filter((s) => !/^(?:sent|failed)$/.test(s))).toEqual([]);
        return states.filter((s) => s === 'failed').length;
      },
      { timeoutMs: 60_000, everyMs: 100 },
    );
    expect(failed).toBe(6);
    // What is refused, looked for and erased is told of no more than what is sent.
    await send('email', { email: 'zqmark at nowhere' });
    await call('GET', '/notifications?recipient=zqmark.sent@example.com');
    await call('GET', '/suppressions?channel=sms&address=%2B15558671002');
    await call('DELETE', '/subscribers/zqmark-subscriber');

    reader.abort();

    const said = redis.said();
    const carried = said.split('\r\n').filter((line) => MARK.test(line));
    const logs = [
      standalone.output(),
      ...readdirSync(home)
        .filter((file) => file.endsWith('.log'))
        .map((file) => readFileSync(path.join(home, file), 'utf8')),
    ];
    const logged = logs.flatMap((log) => log.split('\n')).filter((line) => MARK.test(line));
    const url = standalone.file.databaseUrl;
    const database = openDatabase({ url, applicationName: 'privacy-test', maxConnections: 1 });
    const { rows } = await database.pool.query<{ row: string }>(
      'SELECT to_jsonb(l)::text AS row FROM dead_letter l',
    );
    await database.close();
    expect({ carried, logged }).toEqual({ carried: [], logged: [] });
    expect(rows.map(({ row }) => row).filter((row) => MARK.test(row))).toEqual([]);
    // They were there to be seen.
    expect(said).toContain(ids[0]?.slice(0, 18));
    expect(rows).toHaveLength(6);
  },
  SLOW_MS,
);
