import { eventually } from '@carillon/testing';
import { brakedTenant } from './braked-tenant.ts';
import { testApi } from './test-api.ts';

const api = testApi();
const braked = (brake: object) => brakedTenant(api(), { enabled: true, ...brake });
const HOUR_MS = 3_600_000;

test('a brake that nobody has switched on holds nothing', async () => {
  const tenant = await braked({ enabled: false, minimumPerMinute: 1, maxBatch: 1 });
  expect((await tenant.batch(20)).body.items[0].status).toBe('queued');
  expect(await tenant.holds()).toEqual([]);
});

test('what comes beyond the usual is accepted, and held', async () => {
  const tenant = await braked({ minimumPerMinute: 2 });
  const usual = await tenant.post();
  expect(usual.body.status).toBe('queued');
  await tenant.post();
  const { status, body } = await tenant.post();
  expect([status, body.status]).toEqual([202, 'scheduled']);
  expect(body.deliveries[0]).toMatchObject({ status: 'scheduled', nextAttemptAt: null });
  const { body: read } = await tenant.call('GET', `/notifications/${body.id}`);
  expect(read.deliveries).toEqual(body.deliveries);
  expect(await tenant.holds()).toMatchObject([
    {
      reason: 'burst',
      status: 'held',
      notifications: 1,
      deliveries: 1,
      waiting: 1,
      measured: 3,
      allowed: 2,
      decidedAt: null,
    },
  ]);
  const { rows } = await api().database.pool.query(
    'SELECT dispatch_id, due_at > now() AS later FROM delivery WHERE id = $1',
    [body.deliveries[0].id],
  );
  expect(rows).toEqual([{ dispatch_id: null, later: true }]);
});

test('one burst is one hold, by whichever process it comes', async () => {
  const tenant = await braked({ minimumPerMinute: 1 });
  const origin = await api().startAnother();
  await tenant.batch(10);
  await Promise.all(
    Array.from({ length: 20 }, (_, n) => tenant.post({}, n % 2 === 0 ? { origin } : {})),
  );
  const [hold, ...others] = await tenant.holds();
  expect(others).toEqual([]);
  // The other process hears of the burst within a second, and may let its own minimum pass till then.
  expect(Number(hold?.['waiting'])).toBeGreaterThanOrEqual(29);
});

test('what is urgent passes a burst, and counts for nothing', async () => {
  const tenant = await braked({ minimumPerMinute: 2, exemptCategories: ['orders'] });
  await tenant.batch(5);
  const critical = await tenant.post({ priority: 'critical' });
  const high = await tenant.post({ priority: 'high' });
  const exempt = await tenant.post({ category: 'orders' });
  expect([critical, high, exempt].map(({ body }) => body.status)).toEqual(
    Array.from({ length: 3 }, () => 'queued'),
  );
  expect(await tenant.holds()).toMatchObject([{ waiting: 5 }]);
});

test('who is used to much is not held for it', async () => {
  const tenant = await braked({ minimumPerMinute: 2, factor: 3 });
  await api().database.pool.query(
    `INSERT INTO acceptance_rate (tenant_id, minute, offered, passed, baseline, minutes)
     VALUES ($1, date_trunc('minute', now()) - interval '1 hour', 4, 4, 4, 10)`,
    [tenant.id],
  );
  await tenant.batch(12);
  expect(await tenant.holds()).toEqual([]);
  await tenant.post();
  expect(await tenant.holds()).toMatchObject([{ measured: 13, allowed: 12 }]);
});

test('one request that is too large is held by itself, and no other for its sake', async () => {
  const tenant = await braked({ minimumPerMinute: 20, maxBatch: 5 });
  const large = await tenant.batch(6);
  await tenant.batch(7);
  expect((await tenant.batch(5)).body.items[0].status).toBe('queued');
  expect(large.body.items[0].status).toBe('scheduled');
  expect(await tenant.holds()).toMatchObject([
    { reason: 'size', notifications: 7, measured: 7, allowed: 5 },
    { reason: 'size', notifications: 6 },
  ]);
});

test('a replay of a held request adds nothing to its hold', async () => {
  const tenant = await braked({ minimumPerMinute: 1 });
  await tenant.post();
  const headers = { 'idempotency-key': 'held' };
  const first = await tenant.post({}, { headers });
  const replay = await tenant.post({}, { headers });
  expect(replay.body).toEqual(first.body);
  expect(await tenant.holds()).toMatchObject([{ notifications: 1, deliveries: 1 }]);
});

test('what is held can be cancelled, and its hold and batch say so', async () => {
  const tenant = await braked({ minimumPerMinute: 1 });
  const { body } = await tenant.batch(4);
  const id = body.items[0].id;
  expect((await tenant.call('DELETE', `/notifications/${id}`)).status).toBe(204);
  expect(await tenant.holds()).toMatchObject([{ deliveries: 4, waiting: 3 }]);
  const path = `/batches/${body.batchId}`;
  const { body: batch } = await tenant.call('GET', path);
  expect(batch.counts).toMatchObject({ scheduled: 3, cancelled: 1 });
  expect((await tenant.call('DELETE', path)).body).toEqual({ cancelled: 3 });
  expect(await tenant.holds()).toMatchObject([{ deliveries: 4, waiting: 0 }]);
});

test('timeline, explain and preview name the brake', async () => {
  const tenant = await braked({ minimumPerMinute: 1 });
  await tenant.post();
  const { body } = await tenant.post();
  const path = `/notifications/${body.id}`;
  const timeline = await tenant.call('GET', `${path}/timeline`);
  expect(timeline.body.data).toMatchObject([
    { type: 'accepted' },
    { type: 'held', deliveryId: body.deliveries[0].id, detail: 'brake burst' },
  ]);
  const limit = {
    gate: 'limit',
    verdict: 'hold',
    rule: 'brake_burst',
    inputs: { measured: 2, allowed: 1 },
  };
  const { body: explained } = await tenant.call('GET', `${path}/explain`);
  expect(explained.gates).toContainEqual(expect.objectContaining(limit));
  const asked = { to: { email: 'a@example.com' }, channels: ['email'], content: { body: 'Hello' } };
  const preview = await tenant.call('POST', '/notifications/preview', { body: asked });
  expect(preview.body.deliveries[0].gates).toContainEqual(
    expect.objectContaining({ ...limit, inputs: { measured: 3, allowed: 1 } }),
  );
});

test('what is collected in a digest goes out as one, and is left alone', async () => {
  const tenant = await braked({ minimumPerMinute: 1 });
  for (let n = 0; n < 3; n += 1) await tenant.post({ digest: { key: 'news', windowMs: HOUR_MS } });
  expect(await tenant.holds()).toEqual([]);
});

test('settings of the brake are checked, and each part is kept', async () => {
  const tenant = await braked({ minimumPerMinute: 7 });
  const patch = (brake: object) => tenant.call('PATCH', '/settings', { body: { brake } });
  expect((await patch({ factor: 4, maxBatch: 100 })).body.brake).toEqual({
    enabled: true,
    factor: 4,
    minimumPerMinute: 7,
    maxBatch: 100,
    priorities: ['normal', 'low'],
    exemptCategories: [],
  });
  for (const wrong of [
    { factor: 0.5 },
    { minimumPerMinute: 0 },
    { priorities: [] },
    { speed: 1 },
  ]) {
    expect((await patch(wrong)).body.code).toBe('validation_failed');
  }
});

test('nothing is written for a tenant of whom there was nothing to count', async () => {
  const urgent = await braked({ minimumPerMinute: 5 });
  const usual = await braked({ minimumPerMinute: 5 });
  await urgent.post({ priority: 'critical' });
  await usual.post();
  const counted = async (): Promise<string[]> => {
    const { rows } = await api().database.pool.query<{ id: string }>(
      'SELECT tenant_id AS id FROM acceptance_rate WHERE tenant_id = ANY ($1::uuid[])',
      [[urgent.id, usual.id]],
    );
    return rows.map(({ id }) => id);
  };
  // What was counted before it is written with it, or not at all.
  await eventually(async () => expect(await counted()).toContain(usual.id));
  expect(await counted()).toEqual([usual.id]);
});
