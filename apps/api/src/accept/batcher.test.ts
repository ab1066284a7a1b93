import { createBatcher, type BatcherOptions, type Flushing } from './batcher.ts';

interface Flush {
  readonly items: readonly string[];
  readonly end: (results?: readonly Flushing<string>[]) => void;
  readonly fail: (error: Error) => void;
}

const doubled = (items: readonly string[]): Flushing<string>[] =>
  items.map((item) => ({ ok: true, value: item + item }));

/** A batcher whose flushes end when the test says so. */
const batcherBy = (options: Partial<BatcherOptions<string, string>> = {}) => {
  const flushes: Flush[] = [];
  const batcher = createBatcher<string, string>({
    flush: (items) =>
      new Promise((resolve, reject) => {
        flushes.push({ items, end: (results = doubled(items)) => resolve(results), fail: reject });
      }),
    weightOf: (item) => item.length,
    maxItems: 3,
    maxWeight: 10,
    maxWaiting: 20,
    deadlineMs: 10_000,
    ...options,
  });
  const nth = (i: number): Flush => {
    const flush = flushes[i];
    if (flush === undefined) throw new Error(`there was no flush ${i}`);
    return flush;
  };
  return { batcher, flushes, nth };
};

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('an item that finds nothing under way is flushed at once, alone', async () => {
  const { batcher, nth } = batcherBy();
  const added = batcher.add('a');
  expect(nth(0).items).toEqual(['a']);
  nth(0).end();
  expect(await added).toBe('aa');
});

test('what comes during a flush goes together with the next one', async () => {
  const { batcher, flushes, nth } = batcherBy();
  const first = batcher.add('a');
  const others = [batcher.add('b'), batcher.add('c')];
  expect(flushes).toHaveLength(1);
  nth(0).end();
  await first;
  await settled();
  expect(nth(1).items).toEqual(['b', 'c']);
  nth(1).end();
  expect(await Promise.all(others)).toEqual(['bb', 'cc']);
});

test('a flush takes no more items and no more weight than it may', async () => {
  const { batcher, nth } = batcherBy();
  const added = ['x', 'a', 'b', 'c', 'd', 'eeeeeeeee'].map((item) => batcher.add(item));
  nth(0).end();
  await settled();
  expect(nth(1).items).toEqual(['a', 'b', 'c']);
  nth(1).end();
  await settled();
  expect(nth(2).items).toEqual(['d', 'eeeeeeeee']);
  nth(2).end();
  expect(await Promise.all(added)).toHaveLength(6);
});

test('an item heavier than a flush goes alone', async () => {
  const { batcher, nth } = batcherBy();
  const added = [batcher.add('x'), batcher.add('y'.repeat(15)), batcher.add('z')];
  nth(0).end();
  await settled();
  expect(nth(1).items).toEqual(['y'.repeat(15)]);
  nth(1).end();
  await settled();
  nth(2).end();
  await Promise.all(added);
});

test('more than may wait is refused with 503', async () => {
  const { batcher, nth } = batcherBy();
  const first = batcher.add('x');
  const second = batcher.add('y'.repeat(18));
  await expect(batcher.add('zzz')).rejects.toMatchObject({ code: 'service_unavailable' });
  nth(0).end();
  await settled();
  nth(1).end();
  await Promise.all([first, second]);
});

test('one bad item fails alone', async () => {
  const { batcher, nth } = batcherBy();
  const first = batcher.add('a');
  const bad = batcher.add('b');
  const good = batcher.add('c');
  nth(0).end();
  await first;
  await settled();
  nth(1).end([
    { ok: false, error: new Error('bad') },
    { ok: true, value: 'fine' },
  ]);
  await expect(bad).rejects.toThrow('bad');
  expect(await good).toBe('fine');
});

test('a flush that throws fails its own items and the next one goes on', async () => {
  const { batcher, nth } = batcherBy();
  const failed = batcher.add('a');
  const next = batcher.add('b');
  nth(0).fail(new Error('away'));
  await expect(failed).rejects.toThrow('away');
  await settled();
  nth(1).end();
  expect(await next).toBe('bb');
});

test('a flush that takes too long is given up, with all that waits behind it', async () => {
  const { batcher, flushes, nth } = batcherBy({ deadlineMs: 20 });
  const results = await Promise.allSettled([batcher.add('a'), batcher.add('b')]);
  expect(results).toMatchObject([
    { status: 'rejected', reason: { code: 'service_unavailable' } },
    { status: 'rejected', reason: { code: 'service_unavailable' } },
  ]);
  expect(flushes).toHaveLength(1);
  const after = batcher.add('c');
  expect(nth(1).items).toEqual(['c']);
  nth(1).end();
  expect(await after).toBe('cc');
});

test('idle waits for what is under way and for what waits', async () => {
  const { batcher, nth } = batcherBy();
  const added = [batcher.add('a'), batcher.add('b')];
  let idle = false;
  const wait = batcher.idle().then(() => (idle = true));
  nth(0).end();
  await settled();
  expect(idle).toBe(false);
  nth(1).end();
  await wait;
  await Promise.all(added);
  await batcher.idle();
});
