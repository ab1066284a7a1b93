import { systemClock } from './clock.ts';
import { syncClock } from './sync-clock.ts';

test('the offset moves the time that the process sees', () => {
  const clock = systemClock();
  const before = clock.nowMs();
  clock.setOffsetMs(3_600_000);
  expect(clock.nowMs() - before).toBeGreaterThanOrEqual(3_600_000);
  expect(clock.now().getTime() - before).toBeGreaterThanOrEqual(3_600_000);
});

test('a synchronised clock agrees with the server, however often it is synchronised', async () => {
  const machine = systemClock();
  const server = systemClock();
  server.setOffsetMs(-90_000);
  for (let i = 0; i < 3; i++) {
    const offsetMs = await syncClock(machine, () => Promise.resolve(server.now()));
    expect(Math.abs(offsetMs + 90_000)).toBeLessThan(50);
  }
});

test('a clock that cannot be synchronised keeps its offset', async () => {
  const clock = systemClock();
  clock.setOffsetMs(7);
  await expect(syncClock(clock, () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(clock.offsetMs).toBe(7);
});

test('a slow answer moves no clock: of several round trips the shortest is believed', async () => {
  const clock = systemClock();
  const server = systemClock();
  let asked = 0;
  const readServerTime = async (): Promise<Date> => {
    const at = server.now();
    asked += 1;
    const busyUntil = performance.now() + (asked === 1 ? 60 : 0);
    while (performance.now() < busyUntil);
    return at;
  };
  expect(Math.abs(await syncClock(clock, readServerTime))).toBeLessThan(10);
});
