import { randomUUID } from 'node:crypto';
import { eventually, startTestServices, testRedis } from '@carillon/testing';

import { openProducer, type Producer } from '../src/index.ts';

const { url, installationId } = testRedis();
const producers: Producer[] = [];
const open = async (redisUrl = url): Promise<Producer> => {
  const producer = openProducer({ redisUrl, installationId, onError: () => {} });
  producers.push(producer);
  await eventually(() => producer.isUp());
  return producer;
};
afterAll(() => Promise.all(producers.map((producer) => producer.close())));

const options = { name: 'test', most: 3, windowSeconds: 600 };

test('after so many failures one is shut out for the rest of the window, and nobody else', async () => {
  const limit = (await open()).limitFailures(options);
  const [who, other] = [randomUUID(), randomUUID()];
  for (let i = 0; i < 2; i += 1) await limit.count(who);
  expect(limit.shutOutSeconds(who)).toBe(0);
  await limit.count(who);
  expect(limit.shutOutSeconds(who)).toBeGreaterThan(500);
  expect(limit.shutOutSeconds(who)).toBeLessThanOrEqual(600);
  expect(limit.shutOutSeconds(other)).toBe(0);
});

test('what failed in one process counts in another', async () => {
  const [one, other] = [
    (await open()).limitFailures(options),
    (await open()).limitFailures(options),
  ];
  const who = randomUUID();
  for (let i = 0; i < 3; i += 1) await one.count(who);
  await other.count(who);
  expect(other.shutOutSeconds(who)).toBeGreaterThan(0);
});

test('a window ends', async () => {
  const limit = (await open()).limitFailures({ name: 'short', most: 1, windowSeconds: 1 });
  const who = randomUUID();
  await limit.count(who);
  expect(limit.shutOutSeconds(who)).toBeGreaterThan(0);
  await eventually(() => limit.shutOutSeconds(who) === 0);
});

test('without Redis a process counts for itself', async () => {
  const server = await startTestServices(['redis']);
  const producer = await open(server.redisUrl ?? '');
  const limit = producer.limitFailures(options);
  await server.stop();
  await eventually(() => !producer.isUp());
  const who = randomUUID();
  for (let i = 0; i < 3; i += 1) await limit.count(who);
  expect(limit.shutOutSeconds(who)).toBeGreaterThan(0);
});
