import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A new folder for one test file, open to every account, gone at its end. */
export const scratchFolder = (): string => {
  const dir = mkdtempSync(path.join(tmpdir(), 'carillon-embedded-'));
  chmodSync(dir, 0o755);
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
};
