import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

/** Linux keeps it in memory: half of it at most, unless somebody set another size. */
const MEMORY = '/dev/shm';
/** Room for the log of PostgreSQL (max_wal_size) and some databases, twice over. */
const ENOUGH_BYTES = 8 * 1024 ** 3;

const freeBytesIn = (folder: string): number => {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return 0; // another system, or a container that has none
  }
};

/**
 * The folder for data that nobody needs afterwards: in memory where there is plenty of it, else the
 * temporary folder. A copy of the migrated database is thousands of small files: 1.1 s where ext4 has to
 * find an inode for each beside those of the last copy, 0.1 s in memory.
 */
export const throwAwayRoot = (memory = MEMORY, enoughBytes = ENOUGH_BYTES): string =>
  freeBytesIn(memory) >= enoughBytes ? memory : tmpdir();
