import { randomUUID } from 'node:crypto';
import { EVENT_TYPES, notificationIdOf } from '@carillon/domain';
import {
  acceptFlush,
  claimDeliveries,
  recordResults,
  type AcceptFlush,
  type ClaimedDelivery,
} from '../src/index.ts';
import { claimOf, deliveryIdsOf, flushOf, type FlushShape } from './flush-of.ts';
import { resultOf, retryOf } from './result-of.ts';
import { testDatabase } from './test-database.ts';
import { addEndpoint, logTypes, toldEvents, toldTypes } from './told-events.ts';

const database = testDatabase();

beforeEach(async () => {
  await database().pool.query('DELETE FROM event_endpoint');
  await logTypes(database(), EVENT_TYPES);
});

const telling = (flush: AcceptFlush): AcceptFlush => ({
  ...flush,
  requests: flush.requests.map((r) => ({ ...r, tellsEvents: true })),
});

const claimOne = async (shape: FlushShape = {}): Promise<ClaimedDelivery> => {
  const flush = flushOf(shape);
  await acceptFlush(database(), flush);
  const [claimed] = await claimDeliveries(database(), randomUUID(), [claimOf(flush)]);
  if (claimed === undefined) throw new Error('the delivery was not claimed');
  return claimed;
};

const subjectOf = ({ id }: { id: string }): string => notificationIdOf(id);

test('an accepted notification is told, and one that lost its key is not', async () => {
  const first = telling(flushOf({ key: 'told-once' }));
  const second = telling(flushOf({ key: 'told-once' }));
  await acceptFlush(database(), first);
  await acceptFlush(database(), second);
  const subjects = [first, second].map((f) => f.requests[0]?.notifications[0]?.id ?? '');
  expect(await toldTypes(database(), subjects[0])).toEqual(['notification.accepted']);
  expect(await toldTypes(database(), subjects[1])).toEqual([]);
});

test('a delivery that is suppressed from the start is told after its notification', async () => {
  const delivery = { status: 'suppressed', code: 'no_address', address: null } as const;
  const flush = telling(flushOf({ riding: false, delivery }));
  await acceptFlush(database(), flush);
  const [deliveryId = ''] = deliveryIdsOf(flush);
  const told = await toldEvents(database(), notificationIdOf(deliveryId));
  expect(told.map(({ type }) => type)).toEqual(['notification.accepted', 'delivery.suppressed']);
  expect(told[1]?.data).toMatchObject({ deliveryId, code: 'no_address', status: 'suppressed' });
});

test('a result is told once, with what it came to', async () => {
  const one = await claimOne();
  const result = resultOf(one, { tellsEvents: true });
  await recordResults(database(), [result], []);
  await recordResults(database(), [result], []);
  const told = await toldEvents(database(), subjectOf(one));
  expect(told).toEqual([
    {
      id: expect.any(String),
      type: 'delivery.sent',
      subject: subjectOf(one),
      is_logged: true,
      data: {
        deliveryId: one.id,
        channel: 'email',
        status: 'sent',
        attempts: 1,
        nextAttemptAt: null,
        provider: 'smtp',
        providerMessageId: 'id-1',
        outcome: 'accepted',
        code: null,
      },
    },
  ]);
});

test('a result that was fenced off is not told', async () => {
  const one = await claimOne();
  const late = { ...one, leaseToken: one.leaseToken - 1 };
  await recordResults(database(), [resultOf(late, { tellsEvents: true })], []);
  expect(await toldTypes(database(), subjectOf(one))).toEqual([]);
});

test('a planned retry is told with its time', async () => {
  const one = await claimOne();
  await recordResults(database(), [retryOf(one, { tellsEvents: true })], []);
  const [told] = await toldEvents(database(), subjectOf(one));
  expect(told).toMatchObject({ type: 'delivery.retrying', data: { code: '451 4.3.0' } });
  expect(told?.data['nextAttemptAt']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
});

test('a failure is told before its dead letter, and that before the suppression', async () => {
  const one = await claimOne({ delivery: { address: 'gone@example.com' } });
  const failed = resultOf(one, {
    status: 'failed',
    code: '550 5.1.1',
    suppress: { days: null },
    tellsEvents: true,
    attempt: { outcome: 'permanent_recipient', code: '550 5.1.1' },
  });
  await recordResults(database(), [failed], []);
  const told = await toldEvents(database(), subjectOf(one));
  expect(told.map(({ type }) => type)).toEqual([
    'delivery.failed',
    'dead_letter.created',
    'suppression.created',
  ]);
  expect(told[2]?.data).toEqual({
    deliveryId: one.id,
    channel: 'email',
    reason: '550 5.1.1',
    category: null,
    until: null,
  });
  expect(JSON.stringify(told)).not.toContain('example.com');
});

test('an event goes to every endpoint that has its type, and to the log only if that has it', async () => {
  await logTypes(database(), ['delivery.failed']);
  const sent = await addEndpoint(database(), ['delivery.sent', 'delivery.failed']);
  const both = await addEndpoint(database(), ['delivery.sent']);
  const one = await claimOne();
  await recordResults(database(), [resultOf(one, { tellsEvents: true })], []);
  const [told] = await toldEvents(database(), subjectOf(one));
  expect(told).toMatchObject({ type: 'delivery.sent', is_logged: false });
  const { rows } = await database().pool.query<Record<string, unknown>>(
    'SELECT endpoint_id, subject, status FROM event_delivery WHERE event_id = $1',
    [told?.id],
  );
  const waits = { subject: subjectOf(one), status: 'queued' };
  expect(rows).toHaveLength(2);
  expect(rows).toEqual(
    expect.arrayContaining([
      { endpoint_id: sent, ...waits },
      { endpoint_id: both, ...waits },
    ]),
  );
});

test('nothing is written where nobody subscribes to the type', async () => {
  await logTypes(database(), ['delivery.failed']);
  const one = await claimOne();
  await recordResults(database(), [resultOf(one, { tellsEvents: true })], []);
  expect(await toldTypes(database(), subjectOf(one))).toEqual([]);
});
