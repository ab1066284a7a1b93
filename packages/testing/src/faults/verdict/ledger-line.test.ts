import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readLedger } from './ledger-line.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'carillon-ledger-'));
afterAll(() => rmSync(dir, { recursive: true }));

test('a line that was cut off by a kill does not count', () => {
  const file = path.join(dir, 'a.jsonl');
  writeFileSync(file, '{"to":"a"}\n{"to":"b"}\n{"to":"c');
  expect(readLedger([file]).map((line) => line.to)).toEqual(['a', 'b']);
});

test('a ledger that was never written has no lines', () => {
  expect(readLedger([path.join(dir, 'none.jsonl')])).toEqual([]);
});
