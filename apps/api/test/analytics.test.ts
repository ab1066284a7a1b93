import { deliveryIdOf, notificationIdFrom } from '@carillon/domain';
import { v7 as uuidv7 } from 'uuid';
import { emailRequest } from './requests.ts';
import { testApi } from './test-api.ts';

const api = testApi();

interface Shape {
  readonly at: string;
  readonly status?: string;
  readonly channel?: string;
  readonly category?: string;
  readonly template?: string;
  readonly receipts?: readonly string[];
  readonly isRead?: boolean;
}

const WAITING = new Set(['scheduled', 'queued', 'retrying']);

/** A delivery as it would be, had it been accepted then. */
const seed = async (tenantId: string, shape: Shape): Promise<void> => {
  const { pool } = api().database;
  const { status = 'sent', channel = 'email', category = 'news', receipts = [] } = shape;
  const id = notificationIdFrom(uuidv7({ msecs: Date.parse(shape.at) }));
  const request = shape.template === undefined ? {} : { template: { key: shape.template } };
  await pool.query(
    `INSERT INTO notification (id, tenant_id, expires_at, priority, category, request)
     VALUES ($1, $2, now(), 3, $3, $4)`,
    [id, tenantId, category, JSON.stringify(request)],
  );
  await pool.query(
    `INSERT INTO delivery (id, tenant_id, dispatch_id, due_at, expires_at, channel, status, priority, max_attempts)
     VALUES ($1, $2, $3, now(), now(), $4, $5, 3, 5)`,
    [deliveryIdOf(id, 1), tenantId, WAITING.has(status) ? null : id, channel, status],
  );
  for (const kind of receipts) {
    await pool.query(
      `INSERT INTO receipt (delivery_id, lease_token, key, tenant_id, provider_account_id, kind, at, raw)
       VALUES ($1, 1, $2, $3, $1, $4, now(), '')`,
      [deliveryIdOf(id, 1), uuidv7(), tenantId, kind],
    );
  }
  if (shape.isRead === true) {
    await pool.query(
      `INSERT INTO inbox_item (tenant_id, id, subscriber_id, version, body, category, read_at)
       VALUES ($1, $2, 'ada', 1, '', 'news', now())`,
      [tenantId, deliveryIdOf(id, 1)],
    );
  }
};

const DAY = '2026-03-01T00:00:00Z';
const NEXT = '2026-03-02T00:00:00Z';
const SPAN = 'from=2026-03-01T00:00:00Z&to=2026-03-03T00:00:00Z';

const tenantWith = async (...shapes: Shape[]) => {
  const tenantId = await api().makeTenant();
  for (const shape of shapes) await seed(tenantId, shape);
  const key = await api().makeKey(['metrics:read', 'notifications:write'], tenantId);
  return {
    tenantId,
    ask: (query: string) => api().call('GET', `/analytics?${query}`, { key }),
    key,
  };
};

test('deliveries are counted by what became of them, and rates follow', async () => {
  const { ask } = await tenantWith(
    { at: DAY, status: 'sent', receipts: ['opened', 'opened', 'clicked'] },
    { at: DAY, status: 'delivered', receipts: ['opened'] },
    { at: DAY, status: 'failed' },
    { at: DAY, status: 'expired' },
    { at: DAY, status: 'queued' },
    { at: DAY, status: 'delivered', channel: 'in_app', isRead: true },
  );
  const { status, body } = await ask(`${SPAN}&groupBy=channel`);
  expect(status).toBe(200);
  const email = { deliveries: 5, sent: 2, delivered: 1, failed: 2, opened: 2, clicked: 1, read: 0 };
  const inApp = { deliveries: 1, sent: 1, delivered: 1, failed: 0, opened: 0, clicked: 0, read: 1 };
  expect(body).toMatchObject({
    from: '2026-03-01T00:00:00.000Z',
    to: '2026-03-03T00:00:00.000Z',
    groupBy: 'channel',
    totals: { deliveries: 6, sent: 3, delivered: 2, failed: 2, opened: 2, clicked: 1, read: 1 },
    data: [
      {
        key: 'email',
        ...email,
        rates: { sent: 0.4, delivered: 0.5, failed: 0.4, opened: 1, clicked: 0.5, read: 0 },
      },
      { key: 'in_app', ...inApp },
    ],
  });
});

test.each([
  ['category', ['news', 'billing']],
  ['template', [null, 'receipt']],
  ['day', ['2026-03-02', '2026-03-01']],
])('they can be grouped by %s', async (groupBy, keys) => {
  const { ask } = await tenantWith(
    { at: DAY },
    { at: '2026-03-01T23:59:59.999Z' },
    { at: NEXT, category: 'billing', template: 'receipt' },
  );
  const { body } = await ask(`${SPAN}&groupBy=${groupBy}`);
  expect(body.data.map(({ key }: { key: string | null }) => key)).toEqual(keys);
});

test('a span holds its first instant and not its last', async () => {
  const { ask } = await tenantWith(
    { at: '2026-02-28T23:59:59.999Z' },
    { at: DAY },
    { at: '2026-03-01T23:59:59.999Z' },
    { at: NEXT },
  );
  const { body } = await ask('from=2026-03-01T00:00:00Z&to=2026-03-02T00:00:00Z');
  expect(body.totals.deliveries).toBe(2);
});

test('without a span it is the last 30 days by day', async () => {
  const { ask, key } = await tenantWith();
  await api().call('POST', '/notifications', { key, body: emailRequest() });
  const { body } = await ask('');
  expect(body).toMatchObject({ groupBy: 'day', totals: { deliveries: 1 }, data: [{ sent: 0 }] });
  expect(Date.parse(body.to) - Date.parse(body.from)).toBe(30 * 86_400_000);
  expect(body.data[0].rates).toMatchObject({ sent: 0, delivered: null });
});

test.each([
  ['from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z', 'from'],
  ['from=2026-03-01T00:00:00Z&to=2026-03-01T00:00:00Z', 'from'],
  ['from=2026-01-01T00:00:00Z&to=2026-04-04T00:00:00Z', 'from'],
  ['groupBy=recipient', 'groupBy'],
  ['from=2026-03-01', 'from'],
  ['tenant=x', 'tenant'],
])('%s is 400 at %s', async (query, path) => {
  const { ask } = await tenantWith();
  const { status, body } = await ask(query);
  expect([status, body.code, body.errors[0].path]).toEqual([400, 'validation_failed', path]);
});

test('it needs metrics:read', async () => {
  const key = await api().makeKey(['notifications:write']);
  const { status, body } = await api().call('GET', '/analytics', { key });
  expect([status, body.code]).toEqual([403, 'insufficient_scope']);
});
