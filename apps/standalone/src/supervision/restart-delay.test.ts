import { RESTART_POLICY, restartDelayMs } from './restart-delay.ts';

test('what ends at once again and again is started after 0.2 s, doubling to 10 s', () => {
  const delays: number[] = [];
  for (let i = 0; i < 8; i++) delays.push(restartDelayMs(RESTART_POLICY, delays.at(-1) ?? null, 0));
  expect(delays).toEqual([200, 400, 800, 1_600, 3_200, 6_400, 10_000, 10_000]);
});

test('what lived for 30 s is started after 0.2 s again', () => {
  expect(restartDelayMs(RESTART_POLICY, 10_000, 30_000)).toBe(200);
  expect(restartDelayMs(RESTART_POLICY, 10_000, 29_999)).toBe(10_000);
});
