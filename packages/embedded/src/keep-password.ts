import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

/**
 * The password kept in `file`, made at first use and readable by its owner only. The servers listen
 * on 127.0.0.1, where every local account can connect: without one, any of them could make
 * PostgreSQL or Redis run or write what it likes in our name.
 */
export const keepPassword = (file: string): string => {
  try {
    writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8');
};
