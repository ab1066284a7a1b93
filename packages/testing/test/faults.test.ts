import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const MAIN = path.resolve(import.meta.dirname, '../src/faults/main.ts');

/** Runs the suite as a person does; it ends by itself when this process is gone. */
const runFaults = async (...words: string[]): Promise<string> => {
  const suite = fork(MAIN, words, {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  for (const stream of [suite.stdout, suite.stderr]) {
    stream?.on('data', (text: Buffer) => (output += text.toString()));
  }
  const [code] = (await once(suite, 'close')) as [number | null];
  return code === 0 ? 'kept its promise' : output;
};

test('row 34: nothing is lost when workers are killed in the middle of sending', async () => {
  expect(await runFaults('--quick', 'F1')).toBe('kept its promise');
}, 90_000);

test('row 36: nothing is lost when Redis loses everything', async () => {
  expect(await runFaults('--quick', 'F6')).toBe('kept its promise');
}, 90_000);
