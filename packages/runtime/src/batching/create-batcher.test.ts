import { createBatcher } from './create-batcher.ts';

const gate = () => {
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
};

describe('createBatcher', () => {
  test('runs a lone item at once, alone', async () => {
    const groups: number[][] = [];
    const batcher = createBatcher<number, number>({
      maxWeight: 10,
      run: async (items) => {
        groups.push([...items]);
        return items.map((i) => i * 2);
      },
    });
    expect(await batcher.add(21)).toBe(42);
    expect(groups).toEqual([[21]]);
  });

  test('collects what comes while a group runs, and takes all of it next', async () => {
    const first = gate();
    const groups: number[][] = [];
    const batcher = createBatcher<number, number>({
      maxWeight: 10,
      run: async (items) => {
        groups.push([...items]);
        if (groups.length === 1) await first.opened;
        return items;
      },
    });
    const one = batcher.add(1);
    await Promise.resolve();
    const rest = [2, 3, 4].map((n) => batcher.add(n));
    first.open();
    expect(await Promise.all([one, ...rest])).toEqual([1, 2, 3, 4]);
    expect(groups).toEqual([[1], [2, 3, 4]]);
  });

  test('never puts more weight into a group than it may hold, but always one item', async () => {
    const sizes: number[] = [];
    const batcher = createBatcher<number, number>({
      maxWeight: 5,
      weigh: (n) => n,
      run: async (items) => {
        sizes.push(items.reduce((a, b) => a + b, 0));
        return items;
      },
    });
    await Promise.all([2, 2, 2, 9, 1].map((n) => batcher.add(n)));
    expect(sizes).toEqual([4, 2, 9, 1]);
  });

  test('a failed group rejects its own items only', async () => {
    const batcher = createBatcher<number, number>({
      maxWeight: 1,
      run: async ([n = 0]) => {
        if (n === 2) throw new Error('no');
        return [n];
      },
    });
    const results = await Promise.allSettled([1, 2, 3].map((n) => batcher.add(n)));
    expect(results.map((r) => r.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  test('idle resolves when the last answer is out', async () => {
    const held = gate();
    const batcher = createBatcher<number, number>({
      maxWeight: 1,
      run: async (items) => {
        await held.opened;
        return items;
      },
    });
    const answers = [batcher.add(1), batcher.add(2)];
    expect(batcher.pending).toBe(2);
    held.open();
    await batcher.idle();
    expect(batcher.pending).toBe(0);
    await Promise.all(answers);
  });
});
