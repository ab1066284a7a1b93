import { deleteExpiredDedupeKeys } from '@carillon/repositories';
import { emailRequest } from './requests.ts';
import { testApi } from './test-api.ts';

const api = testApi();

const keyed = (key: string, parts: object = {}) =>
  emailRequest({ correlationId: key, dedupe: { key, windowMs: 60_000 }, ...parts });

const post = (body: object, options: object = {}) =>
  api().call('POST', '/notifications', { body, ...options });

const storedOf = async (correlationId: string): Promise<string[]> => {
  const { rows } = await api().database.pool.query<{ id: string }>(
    'SELECT id FROM notification WHERE correlation_id = $1',
    [correlationId],
  );
  return rows.map(({ id }) => id);
};

const endWindow = (key: string) =>
  api().database.pool.query('UPDATE dedupe_key SET expires_at = now() WHERE key = $1', [key]);

test('within its window a second request is answered with the first notification', async () => {
  const first = await post(keyed('twice'));
  const second = await post(keyed('twice', { content: { body: 'Otherwise' } }));
  expect([first.status, second.status]).toEqual([202, 202]);
  expect(first.body).not.toHaveProperty('deduplicated');
  const { updatedAt } = second.body;
  expect(second.body).toEqual({ ...first.body, updatedAt, deduplicated: true });
  expect(second.headers.get('location')).toBe(first.headers.get('location'));
  expect(await storedOf('twice')).toEqual([first.body.id]);
});

test('a duplicate is told how the first is now', async () => {
  const { body } = await post(keyed('now'));
  await api().call('DELETE', `/notifications/${body.id}`);
  expect((await post(keyed('now'))).body).toMatchObject({ id: body.id, status: 'cancelled' });
});

test('when the window is over the key is free, and its next window begins', async () => {
  const first = await post(keyed('over'));
  await endWindow('over');
  const second = await post(keyed('over'));
  const third = await post(keyed('over'));
  expect(second.body).not.toHaveProperty('deduplicated');
  expect(second.body.id).not.toBe(first.body.id);
  expect(third.body).toMatchObject({ id: second.body.id, deduplicated: true });
});

test('the window begins with the first and is not extended', async () => {
  const ends = async () =>
    (await api().database.pool.query("SELECT expires_at FROM dedupe_key WHERE key = 'fixed'")).rows;
  await post(keyed('fixed'));
  const before = await ends();
  await post(keyed('fixed', { dedupe: { key: 'fixed', windowMs: 86_400_000 } }));
  expect(await ends()).toEqual(before);
});

test('a key is its tenant’s alone', async () => {
  await post(keyed('shared'));
  const key = await api().makeKey(['notifications:write'], await api().makeTenant());
  expect((await post(keyed('shared'), { key })).body).not.toHaveProperty('deduplicated');
});

test('a hundred twins at once, at two apis, are stored once', async () => {
  const origins = [api().url, await api().startAnother()];
  const replies = await Promise.all(
    Array.from({ length: 100 }, (_, n) => post(keyed('twins'), { origin: origins[n % 2] })),
  );
  expect(replies.every(({ status }) => status === 202)).toBe(true);
  expect(replies.filter(({ body }) => body.deduplicated !== true)).toHaveLength(1);
  expect(await storedOf('twins')).toEqual([...new Set(replies.map(({ body }) => body.id))]);
});

test('many keys raced for at two apis are each stored once', async () => {
  const origins = [api().url, await api().startAnother()];
  const keys = Array.from({ length: 40 }, (_, n) => `race-${n}`);
  const wanted = [...keys, ...keys.toReversed()];
  const replies = await Promise.all(
    wanted.map((key, n) => post(keyed(key, { correlationId: 'race' }), { origin: origins[n % 2] })),
  );
  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([202]));
  expect(await storedOf('race')).toHaveLength(keys.length);
});

test('within a batch the first answers for those after it', async () => {
  const items = ['batch-a', 'batch-b', 'batch-a'].map((key) => keyed(key));
  const body = { notifications: [...items, emailRequest()] };
  const first = await api().call('POST', '/notifications/batch', { body });
  expect(first.body.items[2]).toEqual({ ...first.body.items[0], index: 2, deduplicated: true });
  const again = await api().call('POST', '/notifications/batch', { body });
  expect(again.body.items.map(({ deduplicated = false }) => deduplicated)).toEqual([
    true,
    true,
    true,
    false,
  ]);
  expect(again.body.items[1].id).toBe(first.body.items[1].id);
  expect(await storedOf('batch-a')).toEqual([first.body.items[0].id]);
});

test('a replay is a replay first, whatever has become of the dedupe key', async () => {
  const headers = { 'idempotency-key': 'replayed' };
  const first = await post(keyed('replayed'), { headers });
  await endWindow('replayed');
  const second = await post(keyed('replayed'), { headers });
  expect(second.text).toBe(first.text);
  expect(second.headers.get('idempotent-replayed')).toBe('true');
  expect(await storedOf('replayed')).toEqual([first.body.id]);
  const { body } = await post(keyed('replayed'));
  expect(body).not.toHaveProperty('deduplicated');
});

test('the answer to a duplicate is kept under its own idempotency key', async () => {
  await post(keyed('kept'));
  const headers = { 'idempotency-key': 'kept' };
  const first = await post(keyed('kept'), { headers });
  const again = await post(keyed('kept'), { headers });
  expect(first.body.deduplicated).toBe(true);
  expect(again.text).toBe(first.text);
  expect(again.headers.get('idempotent-replayed')).toBe('true');
});

test('of twins one of whose idempotency keys is taken, the other is stored', async () => {
  const headers = { 'idempotency-key': 'taken' };
  await post(emailRequest(), { headers });
  const [lost, other] = await Promise.all([
    post(keyed('taken'), { headers }),
    post(keyed('taken')),
  ]);
  expect(lost.body.code).toBe('idempotency_key_reused');
  expect(await storedOf('taken')).toEqual([other.body.id]);
});

test('a refused request takes no key', async () => {
  const unknown = keyed('refused', { to: { subscriberId: 'nobody' } });
  expect((await post(unknown)).status).toBe(422);
  expect((await post(keyed('refused'))).body).not.toHaveProperty('deduplicated');
});

test.each([{ key: '' }, { key: 'x', windowMs: 0 }, { key: 'x'.repeat(256), windowMs: 1 }])(
  'dedupe %j is 400',
  async (dedupe) => {
    const { status, body } = await post(emailRequest({ dedupe }));
    expect([status, body.code]).toEqual([400, 'validation_failed']);
    expect(body.errors[0].path).toMatch(/^dedupe\./);
  },
);

test('a key whose notification is not there any more is free', async () => {
  const first = await post(keyed('orphan'));
  await api().database.pool.query('DELETE FROM notification WHERE id = $1', [first.body.id]);
  const second = await post(keyed('orphan'));
  expect(second.body).not.toHaveProperty('deduplicated');
  expect(await storedOf('orphan')).toEqual([second.body.id]);
});

test('keys whose windows are over are cleaned', async () => {
  await post(keyed('cleaned'));
  await endWindow('cleaned');
  expect(await deleteExpiredDedupeKeys(api().database, 100)).toBeGreaterThanOrEqual(1);
  const { rowCount } = await api().database.pool.query(
    "SELECT FROM dedupe_key WHERE key = 'cleaned'",
  );
  expect(rowCount).toBe(0);
});
