import { open } from 'node:fs/promises';
import { ledgerLine, type LedgerEntry } from './ledger-entry.ts';
import { openLedgerFile } from './open-ledger-file.ts';

/** What was accepted, for ever: one line for each message, appended only. */
export interface Ledger {
  /** Resolves when the lines are on the disk; rejects when that is not known. */
  append(entries: readonly LedgerEntry[]): Promise<void>;
  /** Writes what waits, then closes the file. */
  close(): Promise<void>;
}

interface Waiting {
  readonly text: string;
  readonly settle: PromiseWithResolvers<void>;
}

/**
 * Opens the ledger at `path`. Lines that arrive while the disk is busy are written and synced
 * together: one `fdatasync` for all of them, and no timer, so that a lone line waits for nobody.
 * After a crash in mid-line the torn line stays, alone on its line; readers skip it.
 */
export const openLedger = async (path: string, openFile: typeof open = open): Promise<Ledger> => {
  const file = await openLedgerFile(path, openFile);
  let waiting: Waiting[] = [];
  let writing: Promise<void> | null = null;
  let torn = false;
  let closed = false;

  const write = async (batch: readonly Waiting[]): Promise<void> => {
    const text = batch.map((one) => one.text).join('');
    try {
      await file.appendFile(torn ? `\n${text}` : text);
      torn = false;
      await file.datasync();
      for (const { settle } of batch) settle.resolve();
    } catch (error) {
      torn = true; // part of it may have been written: the next line starts on a line of its own
      for (const { settle } of batch) settle.reject(error);
    }
  };

  const writeAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      await write(batch);
    }
    writing = null;
  };

  return {
    append: (entries) => {
      if (closed) return Promise.reject(new Error('the ledger is closed'));
      if (entries.length === 0) return Promise.resolve();
      const settle = Promise.withResolvers<void>();
      waiting.push({ text: entries.map(ledgerLine).join(''), settle });
      writing ??= writeAll();
      return settle.promise;
    },
    close: async () => {
      closed = true;
      await writing;
      await file.close();
    },
  };
};
