import { randomUUID } from 'node:crypto';
import { createTemplate, DEFAULT_TENANT_ID as tenantId } from '@carillon/repositories';
import { eventually } from '@carillon/testing';
import { startTestWorker, type TestWorker } from './start-test-worker.ts';
import { openWebhookSink, type WebhookSink } from './webhook-sink.ts';

let sink: WebhookSink;
let worker: TestWorker;

beforeAll(async () => {
  sink = await openWebhookSink();
  worker = await startTestWorker({ EGRESS_ALLOW: sink.origin });
});
afterAll(async () => {
  await worker?.stop();
  await sink?.close();
});

const becomes = (id: string, expected: Record<string, unknown>) =>
  eventually(async () => expect(await worker.delivery(id)).toMatchObject(expected), {
    timeoutMs: 15_000,
  });

/** Stores a version that a webhook can be made of, and answers its id. */
const save = async (body: string, locales = {}): Promise<string> => {
  const [id, definition] = [randomUUID(), { channels: { webhook: { body } }, locales }];
  const version = { id, tenantId, key: id, definition, expanded: definition, rulesVersion: 1 };
  await createTemplate(worker.database, randomUUID(), version);
  return id;
};

/** A delivery to `path` that is made of a version. */
const order = (path: string, versionId: string, data: object = {}, locale?: string) => ({
  address: sink.origin + path,
  request: {
    content: undefined,
    template: { key: 'k', version: 1, versionId, locale, data: { ...data } },
  },
});
const bodiesAt = (path: string): string[] =>
  sink.callsTo(path).map((call) => JSON.parse(call.body).data.body as string);

test('a delivery is made of the version and the locale that its notification names', async () => {
  const locales = { de: { webhook: { body: 'Hallo <%= it.name %>' } } };
  const versionId = await save('Hello <%= it.name %>', locales);
  const [one = '', other = ''] = await worker.accept([
    order('/hello', versionId, { name: 'Ada' }),
    order('/hallo', versionId, { name: 'Ada' }, 'de-AT'),
  ]);
  await becomes(one, { status: 'sent' });
  await becomes(other, { status: 'sent' });
  expect([bodiesAt('/hello'), bodiesAt('/hallo')]).toEqual([['Hello Ada'], ['Hallo Ada']]);
});

test('fifty deliveries of a job are made of three templates, each of its own', async () => {
  const versions = [await save('A <%= it.n %>'), await save('B <%= it.n %>'), await save('C')];
  const ids = await worker.accept(
    Array.from({ length: 50 }, (_, n) => order(`/many/${n}`, versions[n % 3] ?? '', { n })),
  );
  for (const id of ids) await becomes(id, { status: 'sent' });
  expect([0, 1, 2, 3].map((n) => bodiesAt(`/many/${n}`)[0])).toEqual(['A 0', 'B 1', 'C', 'A 3']);
});

test.each<[why: string, body: string, code: string, data?: object]>([
  ['a value is missing', 'Hello <%= it.name %>', 'template_variable_missing'],
  ['the template is no longer allowed', '<% process.exit() %>', 'template_unsafe'],
  [
    'the template is a bomb',
    '<% for (const a of it.many) { for (const b of it.many) { %><%= a %><%= b %><% } } %>',
    'template_budget_exceeded',
    { many: Array.from({ length: 200 }, (_, n) => n) },
  ],
])(
  'row 15: when %s the delivery is a dead letter, and nobody is called',
  async (_why, body, code, data = {}) => {
    const path = `/dead/${code}`;
    const [id = ''] = await worker.accept([order(path, await save(body), data)]);
    await becomes(id, { status: 'failed', last_outcome: 'permanent_message', last_code: code });
    expect(await worker.attempts(id)).toMatchObject([{ outcome: 'permanent_message', code }]);
    const { rows } = await worker.database.pool.query(
      'SELECT code FROM dead_letter WHERE delivery_id = $1',
      [id],
    );
    expect([rows, sink.callsTo(path)]).toEqual([[{ code }], []]);
  },
);

test('a version that is gone is a dead letter, beside others of its job that are sent', async () => {
  const [lost = '', good = ''] = await worker.accept([
    order('/gone', randomUUID()),
    order('/there', await save('Hello')),
  ]);
  await becomes(lost, { status: 'failed', last_code: 'template_not_found' });
  await becomes(good, { status: 'sent' });
  expect(bodiesAt('/there')).toEqual(['Hello']);
});

test('while templates cannot be read their deliveries wait, with their attempts as they were', async () => {
  const versionId = await save('Hello');
  await worker.database.pool.query('ALTER TABLE template_version RENAME TO away');
  const [id = ''] = await worker.accept([order('/later', versionId)]);
  await eventually(async () => {
    const delivery = await worker.delivery(id);
    expect(delivery).toMatchObject({ attempts: 0, calls: 0 });
    expect(delivery['lease_token']).toBeGreaterThan(0);
  });
  await worker.database.pool.query('ALTER TABLE away RENAME TO template_version');
  await becomes(id, { status: 'sent', attempts: 1, calls: 1 });
  expect(bodiesAt('/later')).toEqual(['Hello']);
});
