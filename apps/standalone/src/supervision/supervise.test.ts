import type { RestartPolicy } from './restart-delay.ts';
import type { Running } from './running.ts';
import { supervise } from './supervise.ts';

const AT_ONCE: RestartPolicy = { firstMs: 0, capMs: 0, wellAfterMs: 30_000 };
const NEVER: RestartPolicy = { firstMs: 1e9, capMs: 1e9, wellAfterMs: 1e9 };

interface Life extends Running {
  end(how: string): void;
}

const newLife = (pid: number): Life => {
  const { promise: exited, resolve } = Promise.withResolvers<string>();
  return { pid, exited, end: resolve, stop: async () => resolve('stopped') };
};

/** Supervises processes that the test lets start, fail and end. */
const supervised = async (policy: RestartPolicy, failures: readonly number[] = []) => {
  const starts: (Life | null)[] = [];
  const downs: string[] = [];
  let next = Promise.withResolvers<void>();
  const happened = (): void => {
    next.resolve();
    next = Promise.withResolvers();
  };
  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) await next.promise;
  };
  const keeper = await supervise<Life>({
    policy,
    start: async () => {
      const life = failures.includes(starts.length) ? null : newLife(starts.length);
      starts.push(life);
      if (life === null) throw new Error('port in use');
      return life;
    },
    onUp: happened,
    onDown: (how) => {
      downs.push(how);
      happened();
    },
  });
  return { keeper, starts, downs, until };
};

test('a first start that fails is the caller’s to handle', async () => {
  await expect(supervised(AT_ONCE, [0])).rejects.toThrow('port in use');
});

test.each(['exit code 0', 'exit code 1', 'signal SIGKILL'])(
  'what ends by %s is started again',
  async (how) => {
    const { keeper, starts, downs, until } = await supervised(AT_ONCE);
    starts[0]?.end(how);
    await until(() => starts.length === 2);
    expect(downs).toEqual([how]);
    await keeper.stop();
  },
);

test('a later start that fails is tried again', async () => {
  const { keeper, starts, downs, until } = await supervised(AT_ONCE, [1, 2]);
  starts[0]?.end('exit code 1');
  await until(() => starts.length === 4);
  expect(downs).toEqual(['exit code 1', 'port in use', 'port in use']);
  await keeper.stop();
});

test('what is stopped is not started again', async () => {
  const { keeper, starts, downs } = await supervised(AT_ONCE);
  await keeper.stop();
  expect(await starts[0]?.exited).toBe('stopped');
  expect([starts.length, downs]).toEqual([1, []]);
});

test('a stop does not wait for the delay before a restart', async () => {
  const { keeper, starts, downs, until } = await supervised(NEVER);
  starts[0]?.end('exit code 1');
  await until(() => downs.length === 1);
  await keeper.stop();
  expect(starts).toHaveLength(1);
});

test('what comes up after the stop is stopped too', async () => {
  const lives = [newLife(0), newLife(1)];
  const up = Promise.withResolvers<Life>();
  const asked = Promise.withResolvers<void>();
  let starts = 0;
  const keeper = await supervise<Life>({
    policy: AT_ONCE,
    start: async () => {
      starts += 1;
      if (starts === 1) return lives[0] as Life;
      asked.resolve();
      return up.promise;
    },
    onUp: () => {},
    onDown: () => {},
  });
  lives[0]?.end('exit code 1');
  await asked.promise;
  const stopped = keeper.stop();
  up.resolve(lives[1] as Life);
  await stopped;
  expect(await lives[1]?.exited).toBe('stopped');
});

test('a restart on request has no delay and is no failure', async () => {
  const { keeper, starts, downs, until } = await supervised(NEVER);
  await keeper.restart();
  await until(() => starts.length === 2);
  expect(downs).toEqual([]);
  await keeper.stop();
});

test('a restart on request ends the delay of one that failed', async () => {
  const { keeper, starts, downs, until } = await supervised(NEVER);
  starts[0]?.end('exit code 1');
  await until(() => downs.length === 1);
  await keeper.restart();
  await until(() => starts.length === 2);
  expect(downs).toEqual(['exit code 1']);
  await keeper.stop();
});
