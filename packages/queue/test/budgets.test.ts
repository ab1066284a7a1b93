import { randomUUID } from 'node:crypto';
import { eventually, testRedis } from '@carillon/testing';

import { type BudgetCall, openProducer, type Producer } from '../src/index.ts';

let producer: Producer;
beforeAll(async () => {
  const { url, installationId } = testRedis();
  producer = openProducer({ redisUrl: url, installationId, onError: () => {} });
  await eventually(() => producer.isUp());
});
afterAll(() => producer.close());

/** One call for a budget of its own that gives one an hour, ten at once. */
const budget = () => {
  const key = `requests:${randomUUID()}`;
  return (call: Partial<BudgetCall>): BudgetCall => ({
    key,
    perSecond: 1 / 3_600,
    burst: 10,
    spent: 0,
    wanted: 0,
    ...call,
  });
};

const granted = async (call: BudgetCall): Promise<number | undefined> =>
  (await producer.budgets.settle([call]))?.[0]?.granted;

test('grants as far as it goes, then nothing', async () => {
  const call = budget();
  expect(await granted(call({ wanted: 7 }))).toBe(7);
  expect(await granted(call({ wanted: 7 }))).toBe(3);
  expect(await granted(call({ wanted: 1 }))).toBe(0);
});

test('what was spent elsewhere is booked before anything is granted', async () => {
  const call = budget();
  expect(await granted(call({ spent: 6, wanted: 10 }))).toBe(4);
});

test('what is given back can be had again, and never more than the bucket holds', async () => {
  const call = budget();
  await granted(call({ wanted: 10 }));
  expect(await granted(call({ spent: -2, wanted: 10 }))).toBe(2);
  expect(await granted(call({ spent: -50, wanted: 50 }))).toBe(10);
});

test('more than empty is not owed', async () => {
  const call = budget();
  await granted(call({ spent: 1_000 }));
  expect(await granted(call({ spent: -1, wanted: 5 }))).toBe(1);
});

test('a budget fills at its rate', async () => {
  const key = `requests:${randomUUID()}`;
  const call = { key, perSecond: 20, burst: 5, spent: 5, wanted: 0 };
  const [answer] = (await producer.budgets.settle([call])) ?? [];
  expect(answer?.missingMs).toBe(250);
  await eventually(async () => {
    expect(await granted({ ...call, spent: 0, wanted: 1 })).toBe(1);
  });
});

test('many budgets are settled in one call, each by itself', async () => {
  const [one, other] = [budget(), budget()];
  const answers = await producer.budgets.settle([one({ wanted: 12 }), other({ wanted: 3 })]);
  expect(answers?.map((answer) => answer.granted)).toEqual([10, 3]);
});
