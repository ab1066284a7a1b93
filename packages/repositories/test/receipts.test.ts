import { randomUUID } from 'node:crypto';
import type { ReceiptKind } from '@carillon/domain';
import {
  acceptFlush,
  applyReceipts,
  findUnapplied,
  claimDeliveries,
  DEFAULT_TENANT_ID,
  listSuppressions,
  recordResults,
  storeReceipts,
  type ClaimedDelivery,
  type RecordedResult,
} from '../src/index.ts';
import { claimOf, flushOf } from './flush-of.ts';
import { resultOf, retryOf } from './result-of.ts';
import { testDatabase } from './test-database.ts';

const database = testDatabase();
const account = { tenantId: DEFAULT_TENANT_ID, id: randomUUID() };

let phones = 100_000;
const claimOne = async (): Promise<ClaimedDelivery> => {
  const flush = flushOf({ channel: 'sms', delivery: { address: `+1555${(phones += 1)}` } });
  await acceptFlush(database(), flush);
  const [delivery] = await claimDeliveries(database(), randomUUID(), [claimOf(flush)]);
  if (delivery === undefined) throw new Error('not claimed');
  return delivery;
};
const hear = (
  { id, leaseToken }: ClaimedDelivery,
  kind: ReceiptKind,
  more: { code?: string; key?: string; suppress?: boolean; token?: number } = {},
) =>
  storeReceipts(database(), account, [
    {
      deliveryId: id,
      leaseToken: more.token ?? leaseToken,
      key: more.key ?? `SM1 ${kind}`,
      kind,
      at: new Date(),
      outcome: kind === 'failed' ? 'permanent_recipient' : null,
      code: more.code ?? null,
      message: null,
      providerMessageId: 'SM1',
      suppress: more.suppress === true ? { days: null } : null,
      raw: '{}',
    },
  ]);
const apply = async () => applyReceipts(database(), await findUnapplied(database(), 500));
const state = async ({ id }: ClaimedDelivery) =>
  (
    await database().pool.query(
      `SELECT d.status, d.last_code, d.dispatch_id IS NULL AS waits,
         EXISTS (SELECT FROM dead_letter l WHERE l.delivery_id = d.id) AS dead
       FROM delivery d WHERE d.id = $1`,
      [id],
    )
  ).rows[0] as { status: string; last_code: string | null; waits: boolean; dead: boolean };
const record = (result: RecordedResult) => recordResults(database(), [result], []);
const unknown = (delivery: ClaimedDelivery): RecordedResult => {
  const retry = retryOf(delivery, { delayMs: 60_000, code: 'timeout' });
  return { ...retry, attempt: { ...retry.attempt, outcome: 'ambiguous', code: 'timeout' } };
};
const sent = async () => {
  const delivery = await claimOne();
  await record(resultOf(delivery));
  return delivery;
};

test('row 30: delivered follows sent, once', async () => {
  const delivery = await sent();
  expect(await hear(delivery, 'delivered')).toEqual([delivery.id]);
  expect(await hear(delivery, 'delivered')).toEqual([]);
  expect(await apply()).toMatchObject([{ deliveryId: delivery.id, status: 'delivered' }]);
  expect(await apply()).toEqual([]);
  expect(await state(delivery)).toMatchObject({ status: 'delivered', dead: false });
});

test('row 30: what was delivered is never left, in whatever order receipts come', async () => {
  const delivery = await sent();
  await hear(delivery, 'delivered');
  await apply();
  await hear(delivery, 'failed', { code: '30008' });
  await hear(delivery, 'accepted');
  expect(await apply()).toEqual([]);
  expect(await state(delivery)).toMatchObject({ status: 'delivered', dead: false });
});

test('a failure of the newest attempt fails what was sent, with its dead letter', async () => {
  const delivery = await sent();
  await hear(delivery, 'failed', { code: '30005', suppress: true });
  await apply();
  expect(await state(delivery)).toMatchObject({ status: 'failed', last_code: '30005', dead: true });
  const listed = await listSuppressions(database(), {
    tenantId: DEFAULT_TENANT_ID,
    channel: 'sms',
    address: delivery.address,
    after: null,
    limit: 10,
  });
  expect(listed).toMatchObject([{ reason: '30005', category: null, until: null }]);
});

test('a delivery that failed by receipt and then arrived is delivered, its dead letter gone', async () => {
  const delivery = await sent();
  await hear(delivery, 'failed', { code: '30008' });
  await apply();
  await hear(delivery, 'delivered');
  await apply();
  expect(await state(delivery)).toMatchObject({
    status: 'delivered',
    last_code: null,
    dead: false,
  });
});

test('an acceptance calls off the re-send of a call whose outcome was unknown', async () => {
  const delivery = await claimOne();
  await record(unknown(delivery));
  expect(await state(delivery)).toMatchObject({ status: 'retrying', waits: true });
  await hear(delivery, 'accepted');
  await apply();
  expect(await state(delivery)).toMatchObject({ status: 'sent', waits: false, last_code: null });
});

test('an acceptance after the failure of the same attempt brings nothing back', async () => {
  const delivery = await sent();
  await hear(delivery, 'failed', { code: '30008' });
  await apply();
  await hear(delivery, 'accepted');
  expect(await apply()).toEqual([]);
  expect(await state(delivery)).toMatchObject({ status: 'failed', dead: true });
});

test('a refusal that was heard at the call is not undone by an acceptance', async () => {
  const delivery = await claimOne();
  await record(retryOf(delivery, { delayMs: 60_000 }));
  await hear(delivery, 'accepted');
  expect(await apply()).toEqual([]);
  expect(await state(delivery)).toMatchObject({ status: 'retrying' });
});

test('what arrives while the call is under way is applied after its result', async () => {
  const delivery = await claimOne();
  await hear(delivery, 'delivered');
  expect(await apply()).toEqual([]);
  await record(resultOf(delivery));
  await apply();
  expect(await state(delivery)).toMatchObject({ status: 'delivered' });
});

test('a failure of an older attempt changes nothing', async () => {
  const first = await claimOne();
  await record({ ...unknown(first), delayMs: 0 });
  await database().pool.query(
    'UPDATE delivery SET dispatch_id = $2, due_at = now() WHERE id = $1',
    [first.id, first.dispatchId],
  );
  const [again] = await claimDeliveries(database(), randomUUID(), [
    {
      dispatchId: first.dispatchId,
      tenantId: DEFAULT_TENANT_ID,
      deliveryIds: [first.id],
      leaseMs: 1_000,
    },
  ]);
  await record(resultOf(again as ClaimedDelivery));
  await hear(first, 'failed', { code: '30008' });
  expect(await apply()).toEqual([]);
  expect(await state(first)).toMatchObject({ status: 'sent' });
});

test('receipts of deliveries that are not the tenant’s, or attempts never made, are not kept', async () => {
  const delivery = await sent();
  const other = { tenantId: randomUUID(), id: account.id };
  const row = { deliveryId: delivery.id, leaseToken: delivery.leaseToken, key: 'k' } as const;
  const rest = { kind: 'delivered', at: new Date(), outcome: null, code: null } as const;
  const more = { message: null, providerMessageId: null, suppress: null, raw: '' } as const;
  expect(await storeReceipts(database(), other, [{ ...row, ...rest, ...more }])).toEqual([]);
  expect(await hear(delivery, 'delivered', { token: delivery.leaseToken + 1 })).toEqual([]);
});
