import { randomUUID } from 'node:crypto';
import { eventually, testRedis } from '@carillon/testing';
import { Redis } from 'ioredis';
import { inboxHint, openInboxHints, openProducer, type Producer } from '../src/index.ts';
import { openProxiedRedis, type ProxiedRedis } from './proxied-redis.ts';

const { url: redisUrl, installationId } = testRedis();
const tenantId = randomUUID();
const inboxOf = (subscriberId: string) => ({ tenantId, subscriberId });
const hintOf = (subscriberId: string) => inboxHint(installationId, inboxOf(subscriberId));
const onError = (): void => {};

let producer: Producer;
let redis: ProxiedRedis;
const heard: string[][] = [];
let gaps = 0;
let hints: { close(): void };
beforeAll(async () => {
  redis = await openProxiedRedis(redisUrl);
  producer = openProducer({ redisUrl, installationId, onError });
  hints = openInboxHints({
    redisUrl: redis.url,
    installationId,
    onError,
    onHints: (found) => void heard.push([...found]),
    onGap: () => void (gaps += 1),
  });
  await eventually(() => gaps > 0 && producer.isUp());
});
beforeEach(() => void heard.splice(0));
afterAll(async () => {
  hints.close();
  await producer.close();
  await redis.close();
});

test('what one turn of the event loop hints at is one message, each inbox once', async () => {
  producer.hintInboxes([inboxOf('ada'), inboxOf('bert')]);
  producer.hintInboxes([inboxOf('ada')]);
  producer.hintInboxes([]);
  await eventually(() => heard.length > 0);
  producer.hintInboxes([inboxOf('carl')]);
  await eventually(() => heard.length > 1);
  expect(heard).toEqual([[hintOf('ada'), hintOf('bert')], [hintOf('carl')]]);
});

test('no subscriber can be read from Redis', async () => {
  const spy = new Redis(redisUrl);
  const seen: string[] = [];
  spy.on('pmessage', (_pattern, channel, text) => seen.push(`${channel} ${text}`));
  await spy.psubscribe('*:inbox');
  producer.hintInboxes([inboxOf('ada@example.com')]);
  await eventually(() => heard.length > 0);
  await eventually(() => seen.length > 0);
  expect(seen.join()).not.toMatch(/ada|example/);
  expect(seen.join()).not.toContain(tenantId);
  // Who can guess a subscriber's id cannot try it without the installation's.
  expect(inboxHint(randomUUID(), inboxOf('ada'))).not.toBe(hintOf('ada'));
  spy.disconnect();
});

test('whoever was cut off is told that hints may be missing, and hears again', async () => {
  const before = gaps;
  redis.cut();
  await eventually(() => redis.refused() > 0);
  producer.hintInboxes([inboxOf('ada')]);
  redis.restore();
  await eventually(() => gaps > before);
  producer.hintInboxes([inboxOf('bert')]);
  await eventually(() => heard.length > 0);
  expect(heard).toEqual([[hintOf('bert')]]);
});

test('without Redis nobody is told, and the caller knows', async () => {
  const away = openProducer({ redisUrl: 'redis://127.0.0.1:1', installationId, onError });
  expect(away.hintInboxes([inboxOf('ada')])).toBe(false);
  await away.close();
});
