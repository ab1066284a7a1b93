import { randomUUID } from 'node:crypto';
import { failDelivery } from './delivery-rows.ts';
import { emailRequest } from './requests.ts';
import { testApi } from './test-api.ts';

const api = testApi();

const bury = async (code: string, parts: object = {}): Promise<string> => {
  const { body } = await api().call('POST', '/notifications', { body: emailRequest(parts) });
  const deliveryId = body.deliveries[0].id as string;
  await failDelivery(api().database, deliveryId, code);
  return deliveryId;
};

const redrive = (body: object, headers = {}) =>
  api().call('POST', '/dead-letters/redrive', { body, headers });

const countRuns = async (): Promise<number> => {
  const { rows } = await api().database.pool.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM redrive_run',
  );
  return rows[0]?.n ?? 0;
};

test('a dry run counts what a filter finds and changes nothing', async () => {
  const deliveryId = await bury('dry');
  await bury('dry', { to: { email: 'silent@example.com' } });
  await api().call('POST', '/suppressions', {
    body: { channel: 'email', address: 'silent@example.com', reason: 'bounced' },
  });
  const before = await countRuns();
  const { status, body } = await redrive({ filter: { code: 'dry' }, dryRun: true });
  expect([status, body]).toEqual([
    202,
    { redriveId: null, matched: 2, leftOut: { suppressed: 1 } },
  ]);
  expect(await countRuns()).toBe(before);
  expect((await api().call('GET', `/dead-letters/${deliveryId}`)).status).toBe(200);
});

test('a redrive is 202 and can be looked at until it has ended', async () => {
  await bury('begun');
  const canary = { share: 0.5, maxFailureRate: 0.1 };
  const { status, body } = await redrive({ filter: { code: 'begun' }, ratePerSecond: 10, canary });
  expect([status, body]).toEqual([202, { redriveId: expect.any(String), matched: 1, leftOut: {} }]);
  const found = await api().call('GET', `/dead-letters/redrives/${body.redriveId}`);
  expect([found.status, found.body]).toEqual([
    200,
    {
      id: body.redriveId,
      status: 'running',
      reason: null,
      matched: 1,
      leftOut: {},
      redriven: 0,
      failed: 0,
      createdAt: expect.any(String),
      finishedAt: null,
    },
  ]);
});

test('every field of the filter narrows', async () => {
  const deliveryId = await bury('narrow');
  const matched = async (filter: object): Promise<number> =>
    (await redrive({ filter: { code: 'narrow', ...filter }, dryRun: true })).body.matched;
  const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
  const fits = { channel: 'email', provider: 'smtp', to: inAnHour, deliveryIds: [deliveryId] };
  expect(await matched(fits)).toBe(1);
  const misfits = [
    { channel: 'sms' },
    { provider: 'sendgrid' },
    { from: inAnHour },
    { deliveryIds: [randomUUID()] },
    { templateKey: 'order-shipped' },
    { templateVersion: 1 },
  ];
  for (const misfit of misfits) expect(await matched(misfit)).toBe(0);
});

test('the same key redrives once', async () => {
  await bury('keyed');
  const headers = { 'idempotency-key': randomUUID() };
  const before = await countRuns();
  const first = await redrive({ filter: { code: 'keyed' } }, headers);
  const second = await redrive({ filter: { code: 'keyed' } }, headers);
  expect([second.status, second.body]).toEqual([202, first.body]);
  expect(second.headers.get('idempotent-replayed')).toBe('true');
  expect(await countRuns()).toBe(before + 1);
});

test('a redrive is aborted once, and lists show the newest first', async () => {
  const made = await redrive({ filter: { code: 'none' } });
  const path = `/dead-letters/redrives/${made.body.redriveId}`;
  const aborted = await api().call('POST', `${path}/abort`);
  expect([aborted.status, aborted.body]).toMatchObject([
    200,
    { status: 'aborted', reason: 'abort_requested', finishedAt: expect.any(String) },
  ]);
  const again = await api().call('POST', `${path}/abort`);
  expect([again.status, again.body.code]).toEqual([409, 'conflict']);
  const { body } = await api().call('GET', '/dead-letters/redrives?limit=1');
  expect(body.data).toMatchObject([{ id: made.body.redriveId }]);
});

test('another tenant’s redrive is not there', async () => {
  const made = await redrive({ filter: { code: 'none' } });
  const path = `/dead-letters/redrives/${made.body.redriveId}`;
  const key = await api().makeKey(['dead_letters:write'], await api().makeTenant());
  expect((await api().call('GET', path, { key })).status).toBe(404);
  expect((await api().call('POST', `${path}/abort`, { key })).status).toBe(404);
  expect((await api().call('GET', '/dead-letters/redrives', { key })).body.data).toEqual([]);
});

test('what a redrive cannot be is said by its field', async () => {
  const refused = async (body: object): Promise<string[]> =>
    ((await redrive(body)).body.errors as { path: string }[]).map(({ path }) => path);
  expect(await refused({})).toEqual(['filter']);
  expect(await refused({ filter: { codes: 'x' } })).toEqual(['filter.codes']);
  expect(await refused({ filter: {}, ratePerSecond: 0 })).toEqual(['ratePerSecond']);
  expect(await refused({ filter: {}, canary: { share: 2 } })).toEqual(['canary.share']);
});
