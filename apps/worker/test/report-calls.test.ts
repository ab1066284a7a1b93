import { randomUUID } from 'node:crypto';
import {
  type Database,
  DEFAULT_TENANT_ID,
  openDatabase,
  watchedAccount,
} from '@carillon/repositories';
import { silentLogger } from '@carillon/runtime';
import { createTestDatabase } from '@carillon/testing';
import { createReporter, type EndedCall } from '../src/health/report-calls.ts';

let created: Awaited<ReturnType<typeof createTestDatabase>>;
let database: Database;

beforeAll(async () => {
  created = await createTestDatabase();
  database = openDatabase({ url: created.url, applicationName: 'worker-test' });
});
afterAll(async () => {
  await database?.close();
  await created?.drop();
});

const HOUR_MS = 3_600_000;
const watched = () => watchedAccount(DEFAULT_TENANT_ID, randomUUID());
const refusal: Omit<EndedCall, 'watched'> = {
  accountId: null,
  outcome: 'rate_limited',
  code: 'http_429',
  retryAfterMs: null,
  isAddressOnly: false,
  isFirst: true,
  probeOf: null,
};

/** Reports calls, and resolves once something that was learned from them is written. */
const report = (...calls: readonly EndedCall[]): Promise<void> =>
  new Promise((onChange) => {
    const reporter = createReporter({ database, log: silentLogger, nowMs: () => 0, onChange });
    for (const call of calls) reporter(call);
  });
const circuitOf = async (key: string) =>
  (
    await database.pool.query<{ state: string; silentMs: number | null; probeInMs: number | null }>(
      `SELECT state, (extract(epoch FROM blocked_until - now()) * 1000)::float8 AS "silentMs",
         (extract(epoch FROM next_probe_at - now()) * 1000)::float8 AS "probeInMs"
       FROM circuit WHERE key = $1`,
      [key],
    )
  ).rows[0];

test('row 28: nobody is left alone for longer than a day, whatever he asks for', async () => {
  const account = watched();
  await report({ ...refusal, watched: [account], retryAfterMs: 999_999_999_000 });
  const circuit = await circuitOf(account.key);
  expect(circuit?.silentMs).toBeGreaterThan(23 * HOUR_MS);
  expect(circuit?.silentMs).toBeLessThanOrEqual(24 * HOUR_MS);
});

test('a refusal for the sake of one address slows no other down', async () => {
  const [own, other] = [watched(), watched()];
  await report(
    { ...refusal, watched: [own], isAddressOnly: true },
    { ...refusal, watched: [other] },
  );
  expect(await circuitOf(own.key)).toBeUndefined();
  expect(await circuitOf(other.key)).toMatchObject({ state: 'closed' });
});

test('a probe that is refused for being too fast keeps its circuit open, for as long as it is told', async () => {
  const account = watched();
  await database.pool.query(
    `INSERT INTO circuit (key, state, opened_at, next_probe_at) VALUES ($1, 'half_open', now(), now())`,
    [account.key],
  );
  const call = { ...refusal, watched: [account], probeOf: account.key };
  await report({ ...call, retryAfterMs: HOUR_MS });
  const circuit = await circuitOf(account.key);
  expect(circuit).toMatchObject({ state: 'open' });
  expect(circuit?.probeInMs).toBeGreaterThan(HOUR_MS - 60_000);
});
