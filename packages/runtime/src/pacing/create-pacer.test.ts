import { createPacer } from './create-pacer.ts';

/** A pacer whose clock moves by what each piece is said to take, and a count of the loop's turns. */
const pacerBy = (mostMs: number) => {
  let nowMs = 0;
  let turns = 0;
  let isOver = false;
  const count = (): void => {
    turns += 1;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  const pacer = createPacer(mostMs, () => nowMs);
  const piece = (tookMs: number) =>
    pacer.run(() => {
      nowMs += tookMs;
      return turns;
    });
  return { pacer, piece, end: () => (isOver = true) };
};

test('short pieces run at once', async () => {
  const { piece, end } = pacerBy(20);
  expect(await Promise.all([1, 1, 1, 1].map(piece))).toEqual([0, 0, 0, 0]);
  end();
});

test('after long ones everybody else has a turn before each that follows', async () => {
  const { piece, end } = pacerBy(20);
  const turns = await Promise.all([30, 30, 1, 30].map(piece));
  end();
  expect(turns[0]).toBe(0);
  expect(turns.slice(1).every((turn, i) => turn > (turns[i] ?? 0))).toBe(true);
});

test('pieces end in the order in which they came', async () => {
  const { pacer, piece, end } = pacerBy(0);
  const order: number[] = [];
  await Promise.all([0, 1, 2, 3].map((n) => pacer.run(() => order.push(n))));
  await piece(1);
  end();
  expect(order).toEqual([0, 1, 2, 3]);
});

test('what a piece throws is its caller’s', async () => {
  const { pacer, piece, end } = pacerBy(20);
  const failing = pacer.run(() => {
    throw new Error('bad');
  });
  await expect(failing).rejects.toThrow('bad');
  expect(await piece(1)).toBe(0);
  end();
});
