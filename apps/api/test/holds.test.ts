import { makeBroadcastPage } from '@carillon/repositories';
import { brakedTenant, type BrakedTenant } from './braked-tenant.ts';
import { testApi } from './test-api.ts';

const api = testApi();
const braked = () => brakedTenant(api(), { enabled: true, minimumPerMinute: 1 });
const HOUR_MS = 3_600_000;
const inHours = (hours: number): Date => new Date(Date.now() + hours * HOUR_MS);

const onlyHold = async (tenant: BrakedTenant) => String((await tenant.holds())[0]?.['id']);
const decide = async (tenant: BrakedTenant, verb: 'release' | 'discard') =>
  tenant.call('POST', `/holds/${await onlyHold(tenant)}/${verb}`);
const deliveries = async (tenant: BrakedTenant) => {
  const { rows } = await api().database.pool.query(
    `SELECT channel, status, dispatch_id, due_at, expires_at, now() FROM delivery
     WHERE tenant_id = $1 ORDER BY id`,
    [tenant.id],
  );
  return rows;
};

test('what is released is due at once', async () => {
  const tenant = await braked();
  await tenant.batch(5);
  const { status, body } = await decide(tenant, 'release');
  expect(status).toBe(200);
  expect(body).toMatchObject({ status: 'released', deliveries: 5, waiting: 0 });
  for (const row of await deliveries(tenant)) {
    expect(row).toMatchObject({ status: 'scheduled', dispatch_id: null });
    expect(row.due_at <= row.now).toBe(true);
  }
});

test('what was scheduled for later keeps its time', async () => {
  const tenant = await braked();
  const scheduledAt = inHours(1);
  await tenant.batch(2, { scheduledAt: scheduledAt.toISOString() });
  await decide(tenant, 'release');
  expect((await deliveries(tenant)).map((d) => d.due_at)).toEqual([scheduledAt, scheduledAt]);
});

test('an end that the caller has named stays, and the default one begins anew', async () => {
  const tenant = await braked();
  const expiresAt = inHours(5);
  await tenant.batch(2, { expiresAt: expiresAt.toISOString() });
  const first = await tenant.batch(2);
  await api().database.pool.query(
    `UPDATE delivery SET expires_at = now() + interval '1 minute', due_at = now() + interval '1 minute'
     WHERE id > $1 AND tenant_id = $2`,
    [first.body.items[0].id, tenant.id],
  );
  await decide(tenant, 'release');
  const rows = await deliveries(tenant);
  expect(rows.slice(0, 2).map((d) => d.expires_at)).toEqual([expiresAt, expiresAt]);
  for (const { expires_at: at, now } of rows.slice(2)) {
    expect(at.getTime() - now.getTime()).toBeGreaterThan(71 * HOUR_MS);
  }
});

test('the channels of a route keep their distance', async () => {
  const tenant = await braked();
  await tenant.call('PUT', '/subscribers/ada', { body: { email: 'ada@example.com' } });
  const route = { mode: 'first', channels: ['email', 'in_app'], afterMs: HOUR_MS };
  await tenant.batch(2, { to: { subscriberId: 'ada' }, channels: undefined, route });
  await decide(tenant, 'release');
  const rows = await deliveries(tenant);
  expect(rows.map(({ channel }) => channel)).toEqual(['email', 'in_app', 'email', 'in_app']);
  expect(rows[1].due_at - rows[0].due_at).toBe(HOUR_MS);
  expect(rows[0].due_at <= rows[0].now).toBe(true);
});

test('what is discarded is cancelled', async () => {
  const tenant = await braked();
  const { body: batch } = await tenant.batch(5);
  const { body } = await decide(tenant, 'discard');
  expect(body).toMatchObject({ status: 'discarded', waiting: 0 });
  const { body: counted } = await tenant.call('GET', `/batches/${batch.batchId}`);
  expect(counted.counts.cancelled).toBe(5);
});

test('one that was cancelled before stays so', async () => {
  const tenant = await braked();
  const { body } = await tenant.batch(2);
  await tenant.call('DELETE', `/notifications/${body.items[0].id}`);
  await decide(tenant, 'release');
  expect((await deliveries(tenant)).map(({ status }) => status)).toEqual([
    'cancelled',
    'scheduled',
  ]);
});

test('deciding again changes nothing, deciding otherwise is a conflict', async () => {
  const tenant = await braked();
  await tenant.batch(2);
  const first = await decide(tenant, 'release');
  const again = await decide(tenant, 'release');
  expect([again.status, again.body]).toEqual([200, first.body]);
  const otherwise = await decide(tenant, 'discard');
  expect([otherwise.status, otherwise.body.code]).toEqual([409, 'conflict']);
});

test('what comes after the decision opens another hold', async () => {
  const tenant = await braked();
  await tenant.batch(2);
  await decide(tenant, 'release');
  await tenant.batch(3);
  expect(await tenant.holds()).toMatchObject([
    { status: 'held', waiting: 3 },
    { status: 'released', waiting: 0 },
  ]);
  const { body } = await tenant.call('GET', '/holds?status=held&limit=1');
  expect([body.data.length, body.nextCursor]).toEqual([1, null]);
});

test('a held broadcast is made when it is released, and never when it is discarded', async () => {
  const tenant = await braked();
  const people = ['ada', 'bob', 'eve'];
  for (const id of people) {
    await tenant.call('PUT', `/subscribers/${id}`, { body: { email: `${id}@example.com` } });
  }
  await tenant.call('PUT', '/topics/news', { body: {} });
  await tenant.call('POST', '/topics/news/subscribers', { body: { subscriberIds: people } });
  const made: string[] = [];
  const page = () =>
    makeBroadcastPage(api().database, {
      sizeFor: () => 100,
      plan: ({ batchId }) => {
        made.push(batchId);
        return [];
      },
    });
  const { body: discarded } = await tenant.post({ to: { topic: 'news' } });
  expect(await tenant.holds()).toMatchObject([{ notifications: 3, deliveries: 3, waiting: 3 }]);
  const scheduled = await tenant.call('GET', `/batches/${discarded.batchId}`);
  expect(scheduled.body.counts.scheduled).toBe(3);
  await decide(tenant, 'discard');
  expect(await page()).toBeNull();
  const cancelled = await tenant.call('GET', `/batches/${discarded.batchId}`);
  expect(cancelled.body.counts.cancelled).toBe(3);
  const { body: released } = await tenant.post({ to: { topic: 'news' } });
  expect(await page()).toBeNull();
  await decide(tenant, 'release');
  expect(await page()).toBe(3);
  expect(made).toEqual([released.batchId]);
});

test('another tenant’s hold is not there', async () => {
  const tenant = await braked();
  const other = await braked();
  await tenant.batch(2);
  const id = await onlyHold(tenant);
  for (const verb of ['release', 'discard']) {
    expect((await other.call('POST', `/holds/${id}/${verb}`)).status).toBe(404);
  }
  expect(await other.holds()).toEqual([]);
  expect(await tenant.holds()).toMatchObject([{ status: 'held', waiting: 2 }]);
});

test('a key without the scope may neither see nor decide', async () => {
  const key = await api().makeKey(['notifications:write']);
  const path = '/holds/01990000-0000-7000-8000-00000000b0b0/release';
  expect((await api().call('POST', path, { key })).body.code).toBe('insufficient_scope');
  expect((await api().call('GET', '/holds', { key })).body.code).toBe('insufficient_scope');
});
