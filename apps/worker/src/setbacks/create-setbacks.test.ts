import type { Logger } from '@carillon/runtime';
import { createSetbacks, type Setback } from './create-setbacks.ts';

const DAY_MS = 86_400_000;

const stage = () => {
  const said: string[] = [];
  const did: unknown[] = [];
  const log = { warn: (line: string) => said.push(line) } as unknown as Logger;
  const fail = createSetbacks(log);
  const setback = (parts: Partial<Setback> = {}): Promise<void> =>
    fail({
      what: 'broadcast',
      id: 'b',
      failures: 0,
      failingMs: 0,
      error: new TypeError('ada@example.com is none'),
      putOff: async (failure, pauseMs) => void did.push([failure, pauseMs]),
      giveUp: async (failure) => void did.push(failure),
      ...parts,
    });
  return { said, did, setback };
};

test('what fails is put off, for longer each time, with no word of what the error said', async () => {
  const { did, setback } = stage();
  await setback();
  await setback({ failures: 4, error: Object.assign(new Error('no'), { code: '23514' }) });
  expect(did).toEqual([
    ['TypeError', 1_000],
    ['23514', 16_000],
  ]);
});

test('what has failed for a day is given up', async () => {
  const { did, setback } = stage();
  await setback({ failures: 100, failingMs: DAY_MS });
  expect(did).toEqual(['TypeError']);
});

test('a hundred that fail are one line, each that is given up one of its own', async () => {
  const { said, setback } = stage();
  for (let n = 0; n < 100; n += 1) await setback();
  for (let n = 0; n < 2; n += 1) await setback({ failures: 100, failingMs: DAY_MS });
  expect(said).toEqual([
    'a broadcast failed and is put off; others go on',
    'a broadcast is given up',
    'a broadcast is given up',
  ]);
});

test('what cannot be written down is nothing that has happened: it rejects, and says nothing', async () => {
  const { said, setback } = stage();
  const away = { putOff: () => Promise.reject(new Error('away')) };
  await expect(setback(away)).rejects.toThrow('away');
  expect(said).toEqual([]);
});
