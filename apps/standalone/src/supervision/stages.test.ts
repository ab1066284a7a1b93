import { createStages } from './stages.ts';
import type { Supervised } from './supervise.ts';

const stoppable = (stop: () => Promise<void>): Supervised => ({
  stop,
  restart: () => Promise.resolve(),
});

test('what was started last is stopped first, a stage at a time', async () => {
  const stopped: string[] = [];
  const named = (name: string) => stoppable(async () => void stopped.push(name));
  const stages = createStages();
  stages.add(named('database'));
  stages.add(named('worker 1'), named('worker 2'));
  stages.add(named('api'));
  await stages.stop();
  expect(stopped).toEqual(['api', 'worker 1', 'worker 2', 'database']);
});

test('one that cannot be stopped keeps no other running', async () => {
  let stopped = false;
  const stages = createStages();
  stages.add(stoppable(async () => void (stopped = true)));
  stages.add(stoppable(() => Promise.reject(new Error('it hangs'))));
  await expect(stages.stop()).rejects.toThrow('it hangs');
  expect(stopped).toBe(true);
});
