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

const LIST = 'For <%= it.name %>:<% for (const item of it.items) { %> <%= item.n %><% } %>';

/** Stores a template, and accepts items made of it, as the api plans them. */
const collect = async (path: string, { body, templateKey, count }: Collected) => {
  const versionId = randomUUID();
  const definition = { channels: { webhook: { body } } };
  const version = { id: versionId, tenantId, key: versionId, definition, expanded: definition };
  await createTemplate(worker.database, randomUUID(), { ...version, rulesVersion: 1 });
  const digest = { key: path, windowMs: 300, maxItems: 10, templateKey, size: 10 };
  const dueAt = new Date(Date.now() + 300);
  const delivery = { status: 'scheduled', dueAt, digest } as const;
  const items = Array.from({ length: count }, (_, n) => ({
    address: sink.origin + path,
    request: {
      content: undefined,
      template: { key: 'list', version: 1, versionId, data: { name: `Ada ${n}`, n } },
    },
    delivery,
  }));
  return worker.accept(items, { riding: false });
};
interface Collected {
  readonly body: string;
  readonly templateKey: string;
  readonly count: number;
}
const bodiesAt = (path: string): string[] =>
  sink.callsTo(path).map((call) => JSON.parse(call.body).data.body as string);
const sent = (ids: readonly string[]) =>
  eventually(
    async () => {
      const all = await Promise.all(ids.map((id) => worker.delivery(id)));
      expect(all.map(({ status }) => status)).toEqual(ids.map(() => 'sent'));
    },
    { timeoutMs: 15_000 },
  );

test('a template gets the data of every item, beside that of the first', async () => {
  await sent(await collect('/list', { body: LIST, templateKey: 'list', count: 3 }));
  expect(bodiesAt('/list')).toEqual(['For Ada 0: 0 1 2']);
});

test('a template gets its list though it be of one', async () => {
  await sent(await collect('/one', { body: LIST, templateKey: 'list', count: 1 }));
  expect(bodiesAt('/one')).toEqual(['For Ada 0: 0']);
});

test('where a digest has lines, a line is what the item’s own template says', async () => {
  await sent(await collect('/lines', { body: 'Item <%= it.n %>', templateKey: '', count: 2 }));
  expect(bodiesAt('/lines')).toEqual(['Item 0\nItem 1']);
});
