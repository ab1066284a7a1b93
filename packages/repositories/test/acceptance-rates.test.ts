import { addAcceptances, DEFAULT_TENANT_ID, readAcceptanceRates } from '../src/index.ts';
import { testDatabase } from './test-database.ts';

const database = testDatabase();
const tenantId = DEFAULT_TENANT_ID;

beforeEach(async () => {
  await database().pool.query('TRUNCATE acceptance_rate');
});

const add = (offered: number, passed = offered) =>
  addAcceptances(database(), [{ tenantId, offered, passed }]);
/** As if what was counted last had been so many minutes ago. */
const age = (minutes: number) =>
  database().pool.query(
    `UPDATE acceptance_rate SET minute = date_trunc('minute', now()) - $1 * interval '1 minute'`,
    [minutes],
  );
const pace = async () => (await readAcceptanceRates(database(), [tenantId])).get(tenantId);
const row = async () => (await database().pool.query('SELECT * FROM acceptance_rate')).rows[0];

test('what processes add in a minute is one sum', async () => {
  await Promise.all(Array.from({ length: 10 }, () => add(3, 2)));
  const { offered, passed } = await row();
  // The minute may end while they add: then the last of them begin the next.
  expect(offered + (await row()).previous).toBeGreaterThanOrEqual(30);
  expect(passed).toBeLessThan(offered);
});

test('the minute before counts by what of it lies within the last sixty seconds', async () => {
  await add(1_000);
  await age(1);
  const { perMinute = 0 } = (await pace()) ?? {};
  const { rows } = await database().pool.query('SELECT 60 - extract(second FROM now()) AS left');
  expect(perMinute / 1_000).toBeCloseTo(Number(rows[0].left) / 60, 1);
  await age(2);
  expect((await pace())?.perMinute).toBe(0);
});

test('the baseline is the mean of minutes in which something passed', async () => {
  for (const passed of [10, 20, 30]) {
    await add(500, passed);
    await age(1);
  }
  await add(500, 0);
  expect((await pace())?.baselinePerMinute).toBeCloseTo(20);
  await age(90);
  await add(1);
  expect(await row()).toMatchObject({ previous: 0, offered: 1, minutes: 3 });
});

test('of sixty minutes and more the newest weighs a sixtieth', async () => {
  await database().pool.query(
    `INSERT INTO acceptance_rate (tenant_id, minute, offered, passed, baseline, minutes)
     VALUES ($1, date_trunc('minute', now()) - interval '1 minute', 700, 700, 100, 60)`,
    [tenantId],
  );
  await add(1);
  expect(await row()).toMatchObject({ previous: 700, baseline: 110, minutes: 60 });
});

test('a tenant of whom nothing is known is left out', async () => {
  expect(await pace()).toBeUndefined();
});
