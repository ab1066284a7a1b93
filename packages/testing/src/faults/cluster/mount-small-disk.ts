import { execFile } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { NotHere } from './not-here.ts';

/** A file system of a few hundred megabytes that can be filled up. */
export interface SmallDisk {
  readonly dir: string;
  /** Takes every byte that is left. */
  fill(): void;
  /** Gives them back. */
  clear(): void;
  unmount(): Promise<void>;
}

const SIZE = '512m';
/** Large pieces first, then whatever fits. */
const PIECES_BYTES = [1_048_576, 4_096];

const run = promisify(execFile);

/** Writes pieces until there is no room for one more. */
const writeAll = (fd: number, piece: Buffer): void => {
  try {
    for (;;) writeSync(fd, piece);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
};

/**
 * Mounts a small tmpfs.
 * @throws NotHere where that is not allowed: it takes root, on Linux.
 */
export const mountSmallDisk = async (dir: string): Promise<SmallDisk> => {
  mkdirSync(dir);
  const filler = path.join(dir, 'filler');
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${SIZE},mode=755`, 'carillon-faults', dir]);
  } catch (error) {
    const why = error instanceof Error ? error.message.trim() : String(error);
    throw new NotHere(`no small disk could be mounted, which takes root on Linux: ${why}`);
  }
  return {
    dir,
    fill: () => {
      const fd = openSync(filler, 'w');
      for (const bytes of PIECES_BYTES) writeAll(fd, Buffer.alloc(bytes));
      closeSync(fd);
    },
    clear: () => rmSync(filler, { force: true }),
    unmount: async () => void (await run('umount', ['--lazy', dir])),
  };
};
