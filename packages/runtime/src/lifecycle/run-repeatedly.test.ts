import { once } from 'node:events';
import { runRepeatedly } from './run-repeatedly.ts';

const NEVER_MS = 1_000_000;

/** Passes that end when they are told to, saying whether there is more. */
const openPasses = () => {
  const begun: AbortSignal[] = [];
  let end = (_hasMore: boolean): void => {};
  let noteBegun = (): void => {};
  return {
    begun,
    pass: (signal: AbortSignal): Promise<boolean> => {
      begun.push(signal);
      noteBegun();
      return new Promise((resolve) => (end = resolve));
    },
    end: (hasMore = false) => end(hasMore),
    /** Resolves when the next pass begins. */
    next: () => new Promise<void>((resolve) => (noteBegun = resolve)),
  };
};

test('the next pass follows the pause', async () => {
  const passes = openPasses();
  const repeating = runRepeatedly(passes.pass, () => 1);
  const second = passes.next();
  passes.end();
  await second;
  expect(passes.begun).toHaveLength(2);
  const stopped = repeating.stop();
  passes.end();
  await stopped;
});

test('a pass with more to do is followed by the next at once', async () => {
  const passes = openPasses();
  const repeating = runRepeatedly(passes.pass, () => NEVER_MS);
  const second = passes.next();
  passes.end(true);
  await second;
  expect(passes.begun).toHaveLength(2);
  const stopped = repeating.stop();
  passes.end();
  await stopped;
});

test.each(['in a pause', 'during a pass'])(
  'who wakes it %s has the next pass at once',
  async (when) => {
    const passes = openPasses();
    const paused = Promise.withResolvers<void>();
    const repeating = runRepeatedly(passes.pass, () => {
      paused.resolve();
      return NEVER_MS;
    });
    const second = passes.next();
    if (when === 'during a pass') repeating.wake();
    passes.end();
    if (when === 'in a pause') {
      await paused.promise;
      repeating.wake();
    }
    await second;
    expect(passes.begun).toHaveLength(2);
    const stopped = repeating.stop();
    passes.end();
    await stopped;
  },
);

test('to stop is told to the pass that runs, waited for, and begins no other', async () => {
  const passes = openPasses();
  const repeating = runRepeatedly(passes.pass, () => NEVER_MS);
  const [signal] = passes.begun;
  const aborted = once(signal as AbortSignal, 'abort');
  let hasStopped = false;
  const stopped = repeating.stop().then(() => (hasStopped = true));
  await aborted;
  expect(hasStopped).toBe(false);
  passes.end(true);
  await stopped;
  expect(passes.begun).toHaveLength(1);
});

test('a pause ends when it is stopped', async () => {
  const paused = Promise.withResolvers<void>();
  const repeating = runRepeatedly(
    () => Promise.resolve(false),
    () => {
      paused.resolve();
      return NEVER_MS;
    },
  );
  await paused.promise;
  await expect(repeating.stop()).resolves.toBeUndefined();
});
