import { deleteOldDigests, followDigests } from '../src/index.ts';
import { deliveryIdsOf } from './flush-of.ts';
import { collecting, openDigestStage } from './digest-stage.ts';
import { testDatabase } from './test-database.ts';

const database = testDatabase();
const stage = openDigestStage(database);

beforeEach(() => stage.clear());

test('members follow their digest’s delivery, later receipts and a redrive included', async () => {
  const flush = collecting();
  await stage.accept(flush);
  await stage.endWindows();
  await stage.flushAll();
  const steps = [
    ["status = 'retrying', attempts = 1", 'sending'],
    ["status = 'failed', last_code = '550 5.1.1'", 'failed'],
    ["status = 'queued', last_code = NULL", 'sending'],
    ["status = 'sent', sent_at = now(), provider = 'smtp'", 'sent'],
    ["status = 'delivered', delivered_at = now()", 'delivered'],
  ] as const;
  for (const [set, state] of steps) {
    await stage.setCarrier(set);
    await followDigests(database(), await stage.carrierIds());
    expect(await stage.statesOf(flush)).toEqual([state]);
  }
  const { rows: members } = await database().pool.query(
    'SELECT provider, attempts, delivered_at, last_code FROM delivery WHERE id = ANY ($1)',
    [deliveryIdsOf(flush)],
  );
  expect(members).toMatchObject([{ provider: 'smtp', attempts: 1, last_code: null }]);
  expect(members[0].delivered_at).not.toBeNull();
});

test('without a hint a digest is looked at again, and not for ever', async () => {
  const flush = collecting();
  await stage.accept(flush);
  await stage.endWindows();
  await stage.flushAll();
  await stage.setCarrier(`status = 'sent', sent_at = now()`);
  expect(await followDigests(database(), null)).toEqual(deliveryIdsOf(flush));
  expect((await stage.digests())[0].look_at).not.toBeNull();
  await stage.setCarrier(`status = 'delivered', delivered_at = now()`);
  await database().pool.query('UPDATE digest SET look_at = now()');
  await followDigests(database(), null);
  expect(await stage.digests()).toMatchObject([{ look_at: null }]);
});

test('a digest is forgotten when it is old and nothing follows it any more', async () => {
  await stage.accept(collecting());
  await stage.endWindows();
  await stage.flushAll();
  const age = (days: number) =>
    database().pool.query(`UPDATE digest SET flushed_at = now() - $1 * interval '1 day'`, [days]);
  await age(32);
  expect(await deleteOldDigests(database(), 10)).toBe(0);
  await followDigests(database(), null);
  expect(await deleteOldDigests(database(), 10)).toBe(1);
  expect((await database().pool.query('SELECT FROM digest_member')).rowCount).toBe(0);
});

test('a digest whose delivery is not there any more is not looked at for ever', async () => {
  await stage.accept(collecting());
  await stage.endWindows();
  await stage.flushAll();
  await database().pool.query('DELETE FROM delivery WHERE id = ANY ($1::uuid[])', [
    await stage.carrierIds(),
  ]);
  await followDigests(database(), null);
  expect(await stage.digests()).toMatchObject([{ look_at: null }]);
});
