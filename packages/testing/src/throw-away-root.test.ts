import { tmpdir } from 'node:os';
import { throwAwayRoot } from './throw-away-root.ts';

test('data lie in memory only where there is enough of it', () => {
  expect(throwAwayRoot(import.meta.dirname, 1)).toBe(import.meta.dirname);
  expect(throwAwayRoot(import.meta.dirname, Number.MAX_VALUE)).toBe(tmpdir());
  expect(throwAwayRoot('/nonexistent', 1)).toBe(tmpdir());
});
