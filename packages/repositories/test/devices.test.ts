import { randomUUID } from 'node:crypto';
import {
  acceptFlush,
  claimDeliveries,
  DEFAULT_TENANT_ID,
  putDevice,
  putSubscriber,
  recordResults,
} from '../src/index.ts';
import { claimOf, flushOf } from './flush-of.ts';
import { resultOf } from './result-of.ts';
import { testDatabase } from './test-database.ts';

const database = testDatabase();

const ada = { tenantId: DEFAULT_TENANT_ID, subscriberId: 'ada' };
const register = async (token: string): Promise<void> => {
  const known = { email: null, phone: null, name: null, locale: null, timezone: null, data: {} };
  await putSubscriber(database(), { tenantId: ada.tenantId, id: ada.subscriberId, ...known });
  await putDevice(database(), ada, { token, platform: null });
};
/** What a vendor's word that a token is dead leaves: of its device and of the list. */
const afterDeath = async (token: string, startedAt: Date): Promise<number[]> => {
  const flush = flushOf({ channel: 'push', delivery: { address: token } });
  await acceptFlush(database(), flush);
  const [delivery] = await claimDeliveries(database(), randomUUID(), [claimOf(flush)]);
  if (delivery === undefined) throw new Error('not claimed');
  const failed = resultOf(delivery, { status: 'failed', code: 'UNREGISTERED' });
  const attempt = { ...failed.attempt, outcome: 'permanent_recipient' as const, startedAt };
  const dead = { ...failed, attempt, suppress: { days: null, device: true } };
  await recordResults(database(), [dead], []);
  const { pool } = database();
  const device = await pool.query('SELECT FROM subscriber_device WHERE token = $1', [token]);
  const listed = await pool.query('SELECT FROM suppression WHERE address = $1', [token]);
  return [device.rowCount ?? 0, listed.rowCount ?? 0];
};

test('row 32: a thousand refusals of what we sent take no token away', async () => {
  await register('good-phone');
  const flush = flushOf({ channel: 'push', count: 1_000, delivery: { address: 'good-phone' } });
  await acceptFlush(database(), flush);
  const claimed = await claimDeliveries(database(), randomUUID(), [claimOf(flush)]);
  const outcome = 'permanent_message' as const;
  const refused = claimed.map((delivery) =>
    resultOf(delivery, { status: 'failed', code: 'INVALID_ARGUMENT', attempt: { outcome } }),
  );
  await recordResults(database(), refused, []);
  const { rows } = await database().pool.query(
    `SELECT (SELECT count(*)::int FROM dead_letter WHERE outcome = $1) AS dead,
       (SELECT count(*)::int FROM subscriber_device WHERE token = 'good-phone') AS devices,
       (SELECT count(*)::int FROM suppression WHERE address = 'good-phone') AS listed`,
    [outcome],
  );
  expect(rows).toEqual([{ dead: 1_000, devices: 1, listed: 0 }]);
});

test('a dead token leaves its subscriber and goes on the list', async () => {
  await register('dead-phone');
  const after = new Date(Date.now() + 60_000);
  expect(await afterDeath('dead-phone', after)).toEqual([0, 1]);
});

test('a token that was registered anew since the call lives on', async () => {
  await register('phone-again');
  const before = new Date(Date.now() - 60_000);
  expect(await afterDeath('phone-again', before)).toEqual([1, 0]);
});
