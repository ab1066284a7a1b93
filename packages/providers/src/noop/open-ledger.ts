import { type FileHandle, open } from 'node:fs/promises';

/** A file of JSON lines that outlives the process: what was appended is on disk. */
export interface Ledger {
  append(line: object): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a ledger. Appends wait for `fsync`, which all that come while one is running share; several
 * processes may append to one file, since a group is one write (O_APPEND).
 */
export const openLedger = (path: string): Ledger => {
  const opening: Promise<FileHandle> = open(path, 'a');
  opening.catch(() => {});
  let pending: string[] = [];
  let next: Promise<void> | null = null;
  let running: Promise<unknown> = Promise.resolve();

  const flush = async (): Promise<void> => {
    await running.catch(() => {});
    const lines = pending;
    pending = [];
    next = null;
    running = write(lines.join(''));
    await running;
  };

  const write = async (text: string): Promise<void> => {
    const file = await opening;
    await file.appendFile(text);
    await file.datasync();
  };

  return {
    append: (line) => {
      pending.push(`${JSON.stringify(line)}\n`);
      next ??= flush();
      return next;
    },
    close: async () => {
      await next?.catch(() => {});
      await running.catch(() => {});
      const file = await opening.catch(() => null);
      await file?.close();
    },
  };
};
