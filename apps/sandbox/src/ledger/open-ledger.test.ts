import type { FileHandle, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LedgerEntry } from './ledger-entry.ts';
import { openLedger } from './open-ledger.ts';

const entry = (deliveryId: string): LedgerEntry => ({
  at: new Date('2026-05-01T10:00:00Z'),
  provider: 'smtp',
  channel: 'email',
  to: 'ada@example.com',
  notificationId: null,
  deliveryId,
  attemptId: null,
});

/** A disk whose syncs end when the test says so. */
const openSlowDisk = () => {
  const written: string[] = [];
  const syncs: PromiseWithResolvers<void>[] = [];
  const file = {
    stat: () => Promise.resolve({ size: 0 }),
    appendFile: (text: string) => {
      written.push(text);
      return Promise.resolve();
    },
    datasync: () => {
      const sync = Promise.withResolvers<void>();
      syncs.push(sync);
      return sync.promise;
    },
    sync: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
  const openFile = (() => Promise.resolve(file as unknown as FileHandle)) as typeof open;
  return { written, syncs, openFile };
};

const PATH = join(tmpdir(), 'carillon-slow-disk', 'ledger.jsonl');

const settled = async (promise: Promise<unknown>): Promise<boolean> => {
  const other = Symbol('other');
  await new Promise(setImmediate);
  return (await Promise.race([promise, Promise.resolve(other)])) !== other;
};

test('an entry is not confirmed before it is synced', async () => {
  const disk = openSlowDisk();
  const ledger = await openLedger(PATH, disk.openFile);
  const appended = ledger.append([entry('1')]);
  expect(await settled(appended)).toBe(false);
  disk.syncs[0]?.resolve();
  await appended;
});

test('what arrives during a sync shares the next one', async () => {
  const disk = openSlowDisk();
  const ledger = await openLedger(PATH, disk.openFile);
  const first = ledger.append([entry('1')]);
  await new Promise(setImmediate);
  const others = [ledger.append([entry('2')]), ledger.append([entry('3')])];
  disk.syncs[0]?.resolve();
  await first;
  await new Promise(setImmediate);
  expect(disk.syncs).toHaveLength(2);
  disk.syncs[1]?.resolve();
  await Promise.all(others);
  expect(disk.written.join('').match(/"deliveryId":"\d"/g)).toHaveLength(3);
});

test('a failed sync confirms nothing, and the next entry starts on its own line', async () => {
  const disk = openSlowDisk();
  const ledger = await openLedger(PATH, disk.openFile);
  const lost = ledger.append([entry('1')]);
  await new Promise(setImmediate);
  disk.syncs[0]?.reject(new Error('no space left'));
  await expect(lost).rejects.toThrow('no space left');
  const next = ledger.append([entry('2')]);
  await new Promise(setImmediate);
  disk.syncs[1]?.resolve();
  await next;
  expect(disk.written[1]).toMatch(/^\n\{.*\}\n$/);
});

test('nothing is taken once it is closed', async () => {
  const ledger = await openLedger(PATH, openSlowDisk().openFile);
  await ledger.close();
  await expect(ledger.append([entry('1')])).rejects.toThrow('closed');
});
