import { randomUUID } from 'node:crypto';
import { MIRRORED } from '../src/dead-letters/open-dead-letters.ts';
import { openTestQueue, type TestQueue } from './open-test-queue.ts';

let queue: TestQueue;
beforeEach(async () => {
  queue = await openTestQueue();
});
afterEach(() => queue.close());

const dead = (count: number) =>
  Array.from({ length: count }, () => ({ deliveryId: randomUUID(), channel: 'email' as const }));
const mirrored = async (): Promise<Set<string | undefined>> =>
  new Set((await queue.producer.queues['dead-letter'].getWaiting()).map((job) => job.id));

test('the queue mirrors the newest thousand', async () => {
  const all = dead(1_200);
  for (let at = 0; at < all.length; at += 300) {
    await queue.producer.deadLetters.add(all.slice(at, at + 300));
  }
  expect(await mirrored()).toEqual(new Set(all.slice(-MIRRORED).map((d) => d.deliveryId)));
});

test('what was redriven is taken out, and may come back', async () => {
  const [first, second] = dead(2);
  if (!first || !second) throw new Error('two were made');
  await queue.producer.deadLetters.add([first, second]);
  await queue.producer.deadLetters.remove(first.deliveryId);
  expect(await mirrored()).toEqual(new Set([second.deliveryId]));
  await queue.producer.deadLetters.add([first]);
  expect(await mirrored()).toEqual(new Set([second.deliveryId, first.deliveryId]));
});

test('of many that were redriven those it shows are taken out', async () => {
  const [first, ...others] = dead(20);
  if (!first) throw new Error('twenty were made');
  await queue.producer.deadLetters.add([first, ...others]);
  const redriven = [...others, ...dead(500)].map(({ deliveryId }) => deliveryId);
  await queue.producer.deadLetters.removeAll(redriven);
  expect(await mirrored()).toEqual(new Set([first.deliveryId]));
});

test('it shows an id and its channel, nothing of the person', async () => {
  const [letter] = dead(1);
  if (!letter) throw new Error('one was made');
  await queue.producer.deadLetters.add([letter]);
  const [job] = await queue.producer.queues['dead-letter'].getWaiting();
  expect(job?.data).toEqual(letter);
});
