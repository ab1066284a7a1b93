import { eventually } from '@carillon/testing';
import { flushDigest, followDigests } from '../src/index.ts';
import { deliveryIdsOf } from './flush-of.ts';
import { collecting, openDigestStage } from './digest-stage.ts';
import { testDatabase } from './test-database.ts';

const database = testDatabase();
const stage = openDigestStage(database);

beforeEach(() => stage.clear());

test('a digest is flushed once, however many flush at once', async () => {
  const flushes = Array.from({ length: 10 }, () => collecting());
  await stage.accept(...flushes);
  await stage.endWindows();
  const flushed = await Promise.all(Array.from({ length: 10 }, () => stage.flushAll()));
  expect(flushed.flat()).toEqual([flushes.flatMap(deliveryIdsOf)]);
  expect(await stage.carrierIds()).toHaveLength(1);
});

test('every item is in exactly one flush while items come and digests are flushed', async () => {
  const flushes = Array.from({ length: 60 }, () => collecting({ windowMs: 1 }));
  const flushed: string[][] = [];
  await Promise.all(
    flushes.map(async (flush, n) => {
      await stage.accept(flush);
      if (n % 3 === 0) flushed.push(...(await stage.flushAll()));
    }),
  );
  flushed.push(...(await stage.flushAll()));
  expect(flushed.flat().toSorted()).toEqual(flushes.flatMap(deliveryIdsOf).toSorted());
});

test('items that displace one another while digests are flushed: the newest of each flush goes', async () => {
  const shape = { notification: { collapseKey: 'newest' } };
  const flushes = Array.from({ length: 60 }, () => collecting({ windowMs: 1 }, shape));
  const flushed: string[][] = [];
  await Promise.all(
    flushes.map(async (flush) => {
      await stage.accept(flush);
      flushed.push(...(await stage.flushAll()));
    }),
  );
  flushed.push(...(await stage.flushAll()));
  const states = await stage.statesOf(...flushes);
  expect(flushed.every((members) => members.length === 1)).toBe(true);
  expect(states.filter((state) => state === 'sending')).toHaveLength(flushed.length);
  expect(states.filter((state) => state === 'cancelled')).toHaveLength(60 - flushed.length);
});

test('a flush that breaks off leaves everything as it was', async () => {
  const flushes = [collecting(), collecting()];
  await stage.accept(...flushes);
  await stage.endWindows();
  const broken = flushDigest(database(), (await stage.digests())[0].id, () => {
    throw new Error('killed');
  });
  await expect(broken).rejects.toThrow('killed');
  expect(await stage.statesOf(...flushes)).toEqual(['scheduled', 'scheduled']);
  // Its connection is closed; until PostgreSQL has noticed, the digest is locked and passed over.
  const flushed = await eventually(async () => {
    const all = await stage.flushAll();
    expect(all).toHaveLength(1);
    return all;
  });
  expect(flushed.map((members) => members.length)).toEqual([2]);
});

test('what was cancelled before the flush is left out, and stays cancelled', async () => {
  const [first, second, third] = [collecting(), collecting(), collecting()];
  await stage.accept(first, second, third);
  expect(await stage.cancel(second)).toMatchObject({ cancelled: 1 });
  await stage.endWindows();
  expect(await stage.flushAll()).toEqual([[first, third].flatMap(deliveryIdsOf)]);
  await stage.setCarrier(`status = 'sent', sent_at = now()`);
  await followDigests(database(), await stage.carrierIds());
  expect(await stage.statesOf(first, second, third)).toEqual(['sent', 'cancelled', 'sent']);
});

test('a digest whose items have all been cancelled is closed without a message', async () => {
  const flush = collecting();
  await stage.accept(flush);
  await stage.cancel(flush);
  await stage.endWindows();
  expect(await stage.flushAll()).toEqual([]);
  expect(await stage.digests()).toMatchObject([{ is_open: false, carrier_id: null }]);
});

test('what is part of a message cannot be cancelled any more', async () => {
  const flush = collecting();
  await stage.accept(flush);
  await stage.endWindows();
  await stage.flushAll();
  expect(await stage.cancel(flush)).toEqual({
    cancelled: 0,
    states: ['sending'],
  });
});

test('what has expired goes back to the dispatcher, which ends it', async () => {
  const [first, second] = [collecting(), collecting()];
  await stage.accept(first, second);
  await stage.endWindows();
  await database().pool.query(
    `UPDATE delivery SET expires_at = now() WHERE id = ANY ($1::uuid[])`,
    [deliveryIdsOf(first)],
  );
  expect(await stage.flushAll()).toEqual([deliveryIdsOf(second)]);
  expect(await stage.rows([first, second])).toMatchObject([
    { status: 'scheduled', dispatch_id: null },
    { status: 'sending' },
  ]);
});

test('an item that is sent alone waits for the dispatcher like any other', async () => {
  const flush = collecting();
  await stage.accept(flush);
  await stage.endWindows();
  await flushDigest(database(), (await stage.digests())[0].id, () => ({ kind: 'alone' }));
  expect(await stage.rows([flush])).toEqual([
    { status: 'scheduled', dispatch_id: null, later: false },
  ]);
});
