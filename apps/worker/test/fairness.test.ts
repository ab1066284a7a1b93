import { WINDOW_JOBS } from '@carillon/queue';
import { openSaturatedChannel, type SaturatedChannel } from './saturated-channel.ts';

let channel: SaturatedChannel;
beforeEach(async () => {
  channel = await openSaturatedChannel();
});
afterEach(() => channel.close());

/** Each one's part of what has ended. */
const partsOf = (ended: readonly string[], tenants: readonly string[]): number[] =>
  tenants.map((id) => ended.filter((each) => each === id).length / ended.length);

test.each([[[1, 1, 2]], [[1, 1, 1]], [[3, 1]]])(
  'of a saturated channel tenants of weights %j get their parts',
  async (weights) => {
    const tenants: string[] = [];
    for (const weight of weights) tenants.push(await channel.addTenant(weight, 2_500));
    await channel.fill();
    await channel.finish(WINDOW_JOBS);
    const parts = partsOf(await channel.finish(1_000), tenants);
    const all = weights.reduce((a, b) => a + b, 0);
    for (const [i, weight] of weights.entries()) {
      const fair = weight / all;
      expect(Math.abs((parts[i] ?? 0) - fair)).toBeLessThan(fair * 0.15);
    }
  },
);

test('a tenant that waits alone gets everything', async () => {
  const only = await channel.addTenant(1, 1_500);
  await channel.fill();
  const ended = await channel.finish(1_500);
  expect(ended).toEqual(Array.from({ length: 1_500 }, () => only));
});

test('a newcomer waits for what was there, and for nothing that comes after it', async () => {
  for (const weight of [1, 5]) await channel.addTenant(weight, 3_000);
  await channel.fill();
  const newcomer = await channel.addTenant(1, 10);
  const ended = await channel.finish(WINDOW_JOBS + 100);
  expect(ended.filter((id) => id === newcomer)).toHaveLength(10);
});
