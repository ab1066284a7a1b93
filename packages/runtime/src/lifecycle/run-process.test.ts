import { EventEmitter, once } from 'node:events';
import { silentLogger } from '../logging/silent-logger.ts';
import { runProcess, type ProcessControl } from './run-process.ts';

/** A process whose signals the test sends and whose exit it waits for. */
const fakeHost = () => {
  const events = new EventEmitter();
  const exits: number[] = [];
  const exit = (code: number): void => {
    exits.push(code);
    events.emit('exit', code);
  };
  return Object.assign(events, { exit, exits, exited: () => once(events, 'exit') });
};

const running = (stop: (value: string) => Promise<void>, graceMs = 1_000) => {
  const host = fakeHost();
  let control: ProcessControl | undefined;
  const start = (given: ProcessControl) => {
    control = given;
    return Promise.resolve('the api');
  };
  const started = runProcess({ name: 'api', start, stop, log: silentLogger, graceMs, host });
  return { host, started, control: () => control };
};
const never = new Promise<void>(() => {});

test('a signal stops what was started, and a drained process ends with 0', async () => {
  const stopped: string[] = [];
  const { host, started } = running(async (value) => void stopped.push(value));
  await started;
  host.emit('SIGTERM');
  expect(await host.exited()).toEqual([0]);
  expect(stopped).toEqual(['the api']);
});

test('a lost parent stops it like a signal, and both together stop it once', async () => {
  let stops = 0;
  const { host, started } = running(async () => void (stops += 1));
  await started;
  host.emit('disconnect');
  host.emit('SIGTERM');
  await host.exited();
  expect([stops, host.exits]).toEqual([1, [0]]);
});

test('a signal during the start stops it once it has started', async () => {
  const stopped: string[] = [];
  const { host } = running(async (value) => void stopped.push(value));
  host.emit('SIGINT');
  await host.exited();
  expect(stopped).toEqual(['the api']);
});

test('what is not drained within the grace ends with 1', async () => {
  const { host, started } = running(() => never, 5);
  await started;
  host.emit('SIGTERM');
  expect(await host.exited()).toEqual([1]);
});

test('a stop that fails ends with 1', async () => {
  const { host, started } = running(() => Promise.reject(new Error('no')));
  await started;
  host.emit('SIGTERM');
  expect(await host.exited()).toEqual([1]);
});

test('a start that fails ends with 1', async () => {
  const host = fakeHost();
  const exited = host.exited();
  const start = () => Promise.reject(new Error('port in use'));
  const stop = () => Promise.resolve();
  await runProcess({ name: 'api', start, stop, log: silentLogger, graceMs: 10, host });
  expect(await exited).toEqual([1]);
});

test.each(['uncaughtException', 'unhandledRejection'])('%s ends with 1 at once', async (event) => {
  const { host, started } = running(() => never);
  await started;
  host.emit(event, new Error('a bug'));
  expect(host.exits).toEqual([1]);
});

test('a watchdog drains the process and ends it with its own code', async () => {
  const { host, started, control } = running(() => Promise.resolve());
  await started;
  control()?.stop('no job taken for 60 s', 1);
  expect(await host.exited()).toEqual([1]);
});
