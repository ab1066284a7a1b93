import { randomUUID } from 'node:crypto';
import { DEFAULT_TENANT_ID, findCircuit, openCircuit } from '../src/index.ts';
import { testDatabase } from './test-database.ts';

const database = testDatabase();

/** An account whose calls came to this in past minutes, `from` and `to` as minutes ago. */
const accountWith = async (
  spans: readonly { from: number; to: number; outcome: string; perMinute: number }[],
): Promise<string> => {
  const accountId = randomUUID();
  for (const { from, to, outcome, perMinute } of spans) {
    await database().pool.query(
      `INSERT INTO account_outcome (account_id, minute, outcome, calls)
       SELECT $1, date_trunc('minute', now()) - n * interval '1 minute', $2::outcome, $3
       FROM generate_series($4::int, $5::int) n`,
      [accountId, outcome, perMinute, to, from],
    );
  }
  return accountId;
};

/** The rate at which it recovers, where the process that opens its circuit would say `ownRate`. */
const recoveryOf = async (accountId: string | null, ownRate: number): Promise<number> => {
  const key = `account:${accountId ?? randomUUID()}`;
  const circuit = { key, tenantId: DEFAULT_TENANT_ID, accountId, reason: 'timeout' };
  await openCircuit(database(), { ...circuit, probeAfterMs: 30_000, ratePerSecond: ownRate });
  return (await findCircuit(database(), key))?.ratePerSecond ?? 0;
};

test('an account recovers at twice the rate of all processes before the outage', async () => {
  const accountId = await accountWith([{ from: 14, to: 1, outcome: 'accepted', perMinute: 2_400 }]);
  const rate = await recoveryOf(accountId, 5);
  expect(rate).toBeGreaterThan(70);
  expect(rate).toBeLessThanOrEqual(80);
});

test('what one process knows of new work counts where it is more', async () => {
  const accountId = await accountWith([{ from: 1, to: 1, outcome: 'accepted', perMinute: 60 }]);
  expect(await recoveryOf(accountId, 50)).toBe(50);
  expect(await recoveryOf(await accountWith([]), 5)).toBe(5);
  expect(await recoveryOf(null, 6)).toBe(6);
});

test('a backlog that was sent after an outage is no higher steady rate to the next one', async () => {
  const accountId = await accountWith([
    { from: 14, to: 9, outcome: 'accepted', perMinute: 600 },
    { from: 8, to: 5, outcome: 'transient', perMinute: 30 },
    { from: 4, to: 1, outcome: 'accepted', perMinute: 1_200 },
  ]);
  expect(await recoveryOf(accountId, 5)).toBeLessThanOrEqual(20);
});
