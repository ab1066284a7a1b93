import type { BudgetAnswer, BudgetCall, SharedBudgets } from '@carillon/queue';
import { newBudget } from './budget.ts';
import { createTake } from './create-take.ts';

interface Exchange {
  readonly calls: readonly BudgetCall[];
  readonly answer: (answers: readonly BudgetAnswer[] | null) => void;
}

/** A Redis that answers when the test says so. */
const start = ({ isUp = true } = {}) => {
  const exchanges: Exchange[] = [];
  const heard: ((exchange: Exchange) => void)[] = [];
  let nowMs = 1_000;
  let alone = 0;
  const shared: SharedBudgets = {
    isUp: () => isUp,
    settle: (calls) =>
      new Promise((answer) => {
        const exchange = { calls, answer };
        exchanges.push(exchange);
        heard.shift()?.(exchange);
      }),
  };
  return {
    take: createTake({ shared, onAlone: () => (alone += 1), monotonicMs: () => nowMs }),
    alone: () => alone,
    pass: (ms: number) => (nowMs += ms),
    /** The next time that Redis is called. */
    next: () => new Promise<Exchange>((resolve) => heard.push(resolve)),
    exchanges,
  };
};

test('much is left: taken at once, and told to Redis behind it in one call', async () => {
  const { take, next } = start();
  const [key, tenant] = [
    newBudget('requests:a', { perSecond: 1_000, burst: 5_000 }),
    newBudget('tenant-requests:a', { perSecond: 5_000, burst: 25_000 }),
  ];
  const told = next();
  for (let i = 0; i < 5; i += 1) expect(take([key, tenant], 1)).toBeNull();
  expect((await told).calls.map(({ spent, wanted }) => [spent, wanted])).toEqual([
    [5, 0],
    [5, 0],
  ]);
});

test('a small budget asks first, once for all who come together', async () => {
  const { take, next } = start();
  const budget = newBudget('requests:a', { perSecond: 1, burst: 5 });
  const asked = next();
  const taken = [take([budget], 1), take([budget], 1), take([budget], 1)];
  const { calls, answer } = await asked;
  expect(calls.map(({ spent, wanted }) => [spent, wanted])).toEqual([[0, 3]]);
  answer([{ granted: 2, missingMs: 5_000 }]);
  for (const [i, short] of [null, null, budget].entries()) expect(await taken[i]).toBe(short);
});

test('what is known to be gone is refused without asking, until it is there again', async () => {
  const { take, next, exchanges, pass } = start();
  const budget = newBudget('requests:a', { perSecond: 1, burst: 5 });
  const asked = next();
  const taken = take([budget], 1);
  (await asked).answer([{ granted: 0, missingMs: 5_000 }]);
  expect(await taken).toBe(budget);
  expect(take([budget], 1)).toBe(budget);
  expect(exchanges).toHaveLength(1);
  pass(1_000);
  expect(take([budget], 1)).toBeInstanceOf(Promise);
});

test('all is taken or nothing: what one budget gave goes back when another has too little', async () => {
  const { take, next } = start();
  const key = newBudget('requests:a', { perSecond: 1, burst: 5 });
  const tenant = newBudget('tenant-requests:a', { perSecond: 1, burst: 5 });
  const asked = next();
  const taken = take([key, tenant], 1);
  const told = next();
  (await asked).answer([
    { granted: 1, missingMs: 1_000 },
    { granted: 0, missingMs: 5_000 },
  ]);
  expect(await taken).toBe(tenant);
  expect((await told).calls).toMatchObject([{ key: 'requests:a', spent: -1, wanted: 0 }]);
});

test('a batch that fits only in part is refused, and the part goes back', async () => {
  const { take, next } = start();
  const budget = newBudget('notifications:a', { perSecond: 10, burst: 100 });
  const asked = next();
  const taken = take([budget], 80);
  const told = next();
  (await asked).answer([{ granted: 30, missingMs: 10_000 }]);
  expect(await taken).toBe(budget);
  expect((await told).calls).toMatchObject([{ spent: -30 }]);
});

test('what costs more than a bucket holds costs all of it', () => {
  const { take } = start({ isUp: false });
  const budget = newBudget('notifications:a', { perSecond: 10, burst: 100 });
  expect(take([budget], 1_000)).toBeNull();
  expect(take([budget], 1)).toBe(budget);
});

test('while Redis is away each process goes on by its own count, at once', () => {
  const { take, alone } = start({ isUp: false });
  const budget = newBudget('requests:a', { perSecond: 1, burst: 2 });
  expect([take([budget], 1), take([budget], 1), take([budget], 1)]).toEqual([null, null, budget]);
  expect(alone()).toBe(2);
});

test('a Redis that does not answer is waited for a moment only', async () => {
  const { take, alone } = start();
  const budget = newBudget('requests:a', { perSecond: 1, burst: 2 });
  const taken = [take([budget], 1), take([budget], 1)];
  for (const short of taken) expect(await short).toBeNull();
  expect(alone()).toBe(2);
});

test('each waits for Redis as long as anybody: nobody is hurried because another asked before', async () => {
  const patience = start().take([newBudget('requests:b', { perSecond: 1, burst: 5 })], 1);
  const { take, next, alone } = start();
  const budget = newBudget('requests:a', { perSecond: 1, burst: 5 });
  const asked = next();
  const first = take([budget], 1);
  (await asked).answer([{ granted: 1, missingMs: 1_000 }]);
  expect(await first).toBeNull();
  await patience; // of somebody who asked when the first did
  const again = next();
  const second = take([budget], 1);
  (await again).answer([{ granted: 0, missingMs: 5_000 }]);
  expect([await second, alone()]).toEqual([budget, 0]);
});

test('what a late answer grants to those who did not wait goes back', async () => {
  const { take, next } = start();
  const budget = newBudget('requests:a', { perSecond: 1, burst: 5 });
  const asked = next();
  const taken = take([budget], 1);
  const { answer } = await asked;
  expect(await taken).toBeNull();
  const told = next();
  answer([{ granted: 1, missingMs: 1_000 }]);
  // One was spent alone, one was granted and not needed.
  expect((await told).calls).toMatchObject([{ spent: 0, wanted: 0 }]);
});

test('a time without Redis is not told afterwards: it would be a debt', async () => {
  const { take, next } = start();
  const budget = newBudget('requests:a', { perSecond: 1_000, burst: 5_000 });
  const first = next();
  expect(take([budget], 400)).toBeNull();
  const { calls, answer } = await first;
  expect(calls).toMatchObject([{ spent: 400 }]);
  answer(null);
  const second = next();
  expect(take([budget], 3)).toBeNull();
  expect((await second).calls).toMatchObject([{ spent: 3 }]);
});
