import { eventually } from './eventually.ts';

test('what holds at once is looked at once', async () => {
  let looks = 0;
  expect(await eventually(() => ++looks)).toBe(1);
});

test('it waits while the condition throws or is false', async () => {
  let looks = 0;
  const condition = () => {
    looks += 1;
    if (looks === 1) throw new Error('not yet');
    return looks > 2;
  };
  expect(await eventually(condition, { everyMs: 0 })).toBe(true);
  expect(looks).toBe(3);
});

test('an assertion that returns nothing holds', async () => {
  expect(await eventually(() => expect(1).toBe(1))).toBeUndefined();
});

test('it gives up with the last failure', async () => {
  const failing = eventually(() => Promise.reject(new Error('3 of 4')), { timeoutMs: 0 });
  await expect(failing).rejects.toThrow('did not come true within 0 ms: 3 of 4');
});
