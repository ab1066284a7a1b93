import { DEFAULT_TENANT_ID, findBatch } from '@carillon/repositories';
import { eventually } from '@carillon/testing';
import { acceptBroadcast, makeTopic, statesOf } from './broadcasts.ts';
import { startTestWorker, type Order, type TestWorker } from './start-test-worker.ts';
import { openWebhookSink, type WebhookSink } from './webhook-sink.ts';

const tenantId = DEFAULT_TENANT_ID;
let sink: WebhookSink;
let worker: TestWorker;

beforeAll(async () => {
  sink = await openWebhookSink();
  worker = await startTestWorker({ EGRESS_ALLOW: sink.origin });
  // A fault that comes again however often it is tried: of a broadcast's page, and of a digest's own message.
  await worker.database.pool.query(`
    CREATE FUNCTION refuse_broken() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.batch_id IN (SELECT b.batch_id FROM broadcast b WHERE b.request -> 'to' ->> 'topic' LIKE 'broken%')
        OR NEW.request ->> 'digestId' IS NOT NULL AND NEW.request::text LIKE '%broken%'
      THEN RAISE EXCEPTION 'this is broken'; END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER broken BEFORE INSERT ON notification FOR EACH ROW EXECUTE FUNCTION refuse_broken();`);
});
afterAll(async () => {
  await worker?.stop();
  await sink?.close();
});

const one = async (text: string, values: unknown[] = []) =>
  (await worker.database.pool.query(text, values)).rows[0];
const failuresOf = async (batchId: string): Promise<number> =>
  (await one('SELECT failures FROM broadcast WHERE batch_id = $1', [batchId])).failures;
const send = async (topic: string): Promise<string> => {
  const batchId = await acceptBroadcast(worker.database, topic, { channels: ['in_app'] });
  worker.producer.wake('fan-out');
  return batchId;
};

/** Two items for each address, which make one digest. */
const collect = (addresses: readonly string[], body: string, windowMs = 200): Promise<string[]> => {
  const digest = { key: 'orders', windowMs, maxItems: 100, templateKey: '', size: 10 };
  const dueAt = new Date(Date.now() + digest.windowMs);
  const items = addresses.flatMap((address): Order[] =>
    [1, 2].map(() => ({
      address,
      request: { content: { body }, retry: { maxAttempts: 1 } },
      delivery: { status: 'scheduled', dueAt, digest },
    })),
  );
  return worker.accept(items, { riding: false });
};
const statusesOf = async (ids: readonly string[]): Promise<unknown[]> =>
  Promise.all(ids.map(async (id) => (await worker.delivery(id))['status']));

test('a broadcast whose page fails again and again keeps none behind it waiting', async () => {
  await makeTopic(worker.database, 'broken', 3);
  await makeTopic(worker.database, 'fine', 3);
  const broken = await send('broken');
  await eventually(async () => expect(await failuresOf(broken)).toBeGreaterThan(0));
  const fine = await send('fine');
  await eventually(async () =>
    expect(await statesOf(worker.database, fine)).toEqual({ 'in_app delivered': 3 }),
  );
  expect(await one('SELECT failure, made FROM broadcast WHERE batch_id = $1', [broken])).toEqual({
    failure: 'P0001',
    made: 0,
  });
});

test('one that has failed for a day ends as failed, and says why', async () => {
  await makeTopic(worker.database, 'broken-for-long', 4);
  const batchId = await send('broken-for-long');
  await eventually(async () => expect(await failuresOf(batchId)).toBeGreaterThan(0));
  await worker.database.pool.query(
    `UPDATE broadcast SET failures = 50, failing_since = now() - interval '25 hours', turn_at = now()
     WHERE batch_id = $1`,
    [batchId],
  );
  await eventually(async () =>
    expect(await findBatch(worker.database, { tenantId, id: batchId })).toMatchObject({
      total: 4,
      broadcast: { state: 'failed', made: 0, failures: 51, finishedAt: expect.any(Date) },
    }),
  );
  const audited = await one(`SELECT actor, after FROM audit_entry WHERE entity_id = $1`, [batchId]);
  expect(audited).toMatchObject({ actor: 'system', after: { failures: 51, reason: 'P0001' } });
});

test('more digests than a pass takes that cannot be flushed keep none behind them waiting', async () => {
  const broken = Array.from({ length: 101 }, (_, n) => sink.script(`/digest-${n}`));
  const stuck = await collect(broken, 'broken', 3_600_000);
  await worker.database.pool.query(
    `UPDATE digest SET failures = 1, failing_since = now(), closes_at = now() - interval '1 hour'`,
  );
  const sent = await collect([sink.script('/digest')], 'fine');
  await eventually(async () => expect(await statusesOf(sent)).toEqual(['sent', 'sent']));
  expect(new Set(await statusesOf(stuck))).toEqual(new Set(['scheduled']));
});

test('the members of a digest that has failed for a day fail, each with a dead letter', async () => {
  const { pool } = worker.database;
  const ids = await collect([sink.script('/given-up')], 'broken');
  const digest = `id = (SELECT digest_id FROM digest_member WHERE delivery_id = '${ids[0]}')`;
  await eventually(async () =>
    expect((await one(`SELECT failures FROM digest WHERE ${digest}`)).failures).toBeGreaterThan(0),
  );
  await pool.query(
    `UPDATE digest SET failures = 50, failing_since = now() - interval '25 hours',
       closes_at = now() - interval '1 day' WHERE ${digest}`,
  );
  await eventually(async () => expect(await statusesOf(ids)).toEqual(['failed', 'failed']));
  const { rows } = await pool.query(
    'SELECT code, outcome, message FROM dead_letter WHERE delivery_id = ANY ($1::uuid[])',
    [ids],
  );
  const message = 'its digest could not be put together (P0001)';
  const letter = { code: 'poison', outcome: 'permanent_message', message };
  expect(rows).toEqual([letter, letter]);
});
