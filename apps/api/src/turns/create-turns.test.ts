import { createTurns } from './create-turns.ts';

const held = () => Promise.withResolvers<string>();

test('no more run at once than may, and the others follow in their order', async () => {
  const take = createTurns(1, 2);
  const steps: string[] = [];
  const run = (name: string) =>
    take(async () => {
      steps.push(`${name} begins`);
      await Promise.resolve();
      steps.push(`${name} ends`);
    });
  await Promise.all([run('a'), run('b'), run('c')]);
  expect(steps).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
});

test('who comes when too many wait is refused at once', async () => {
  const take = createTurns(1, 0);
  const work = held();
  const running = take(() => work.promise);
  await expect(take(() => Promise.resolve())).rejects.toMatchObject({
    code: 'service_unavailable',
  });
  work.resolve('done');
  await running;
});

test('work that fails gives its turn back', async () => {
  const take = createTurns(1, 0);
  await expect(take(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await take(() => Promise.resolve(1))).toBe(1);
});

test('work whose time is over when its turn comes is not begun', async () => {
  const take = createTurns(1, 1);
  const work = held();
  const running = take(() => work.promise);
  const begun: number[] = [];
  const late = take(async (leftMs) => begun.push(leftMs), 0);
  work.resolve('done');
  await running;
  await expect(late).rejects.toMatchObject({ code: 'service_unavailable' });
  expect(begun).toEqual([]);
});
