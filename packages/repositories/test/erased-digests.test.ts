import {
  acceptFlush,
  continueErasure,
  DEFAULT_TENANT_ID,
  eraseRecent,
  eraseSubscriber,
  findDueDigests,
  flushDigest,
  putSubscriber,
} from '../src/index.ts';
import { collecting } from './digest-stage.ts';
import { flushOf } from './flush-of.ts';
import { testDatabase } from './test-database.ts';

const database = testDatabase();
const tenantId = DEFAULT_TENANT_ID;
const query = (text: string, values: unknown[] = []) => database().pool.query(text, values);

/** Somebody with two items in a digest. */
const collectFor = async (subscriberId: string): Promise<void> => {
  const email = `${subscriberId}@example.com`;
  const known = { phone: null, name: null, locale: null, timezone: null, data: {} };
  await putSubscriber(database(), { tenantId, id: subscriberId, email, ...known });
  const request = JSON.stringify({ to: { subscriberId }, content: { body: `Dear ${email}` } });
  const shape = { delivery: { address: email }, notification: { request } };
  for (let item = 1; item <= 2; item += 1) await acceptFlush(database(), collecting({}, shape));
};
/** Sends on what was collected. Resolves to the notification that carries it. */
const flushFor = async (subscriberId: string): Promise<string> => {
  await query('UPDATE digest SET closes_at = now() WHERE flushed_at IS NULL');
  const email = `${subscriberId}@example.com`;
  const request = JSON.stringify({
    to: { subscriberId },
    content: { body: `Dear ${email}, twice` },
  });
  const shape = { riding: false, delivery: { address: email }, notification: { request } };
  const notification = flushOf(shape).requests[0]?.notifications[0];
  if (notification === undefined) throw new Error('nothing to carry');
  for (const { id } of await findDueDigests(database(), 10)) {
    await flushDigest(database(), id, () => ({ kind: 'carrier', notification }));
  }
  return notification.id;
};
const found = async (id: string): Promise<string> => {
  const { rows } = await query(
    `SELECT n.request::text || d.status || coalesce(d.address, '') AS row
     FROM notification n JOIN delivery d ON notification_id_of(d.id) = n.id WHERE n.id = $1`,
    [id],
  );
  return rows[0].row;
};

test('a digest that was flushed while its recipient was erased is erased too', async () => {
  await collectFor('zoe');
  await eraseSubscriber(database(), { tenantId, subscriberId: 'zoe' });
  await query(`UPDATE erasure SET requested_at = now()`);
  const id = await flushFor('zoe');
  while ((await continueErasure(database())) !== null);
  expect(await found(id)).toMatch(/cancelled$/);
  expect(await found(id)).not.toContain('zoe');
});

test('one that went out before is erased at once', async () => {
  await collectFor('moe');
  const id = await flushFor('moe');
  const key = { tenantId, subscriberId: 'moe' };
  const addresses = (await eraseSubscriber(database(), key)) ?? [];
  await eraseRecent(database(), key, addresses);
  expect(await found(id)).not.toContain('moe');
});
