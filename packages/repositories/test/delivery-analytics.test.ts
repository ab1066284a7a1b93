import { ANALYTICS_GROUPS, type Database, deliveryAnalytics } from '../src/index.ts';
import { makeTenant, seedOld } from './seed-old.ts';
import { testDatabase } from './test-database.ts';

const database = testDatabase();

interface Plan {
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly Plan[];
}
const tablesIn = (plan: Plan): string[] => [
  ...(plan['Relation Name'] === undefined ? [] : [plan['Relation Name']]),
  ...(plan.Plans ?? []).flatMap(tablesIn),
];

/** The same pool, which keeps the plan of what it is asked. */
const planning = ({ pool, ...rest }: Database, tables: string[]): Database => ({
  ...rest,
  pool: {
    query: async (text: string, values: unknown[]) => {
      const { rows } = await pool.query(`EXPLAIN (FORMAT JSON) ${text}`, values);
      tables.push(...tablesIn(rows[0]['QUERY PLAN'][0].Plan));
      return pool.query(text, values);
    },
  } as unknown as Database['pool'],
});

const dayOf = (at: Date): string => at.toISOString().slice(0, 10).replaceAll('-', '');

test.each(ANALYTICS_GROUPS)('grouping by %s reads the days of its span only', async (groupBy) => {
  const tenantId = await makeTenant(database());
  const from = new Date(Date.now() - 60_000);
  const to = new Date(from.getTime() + 600_000);
  await seedOld(database(), { tenantId, daysAgo: 0 });
  const tables: string[] = [];
  const { totals } = await deliveryAnalytics(planning(database(), tables), {
    tenantId,
    from,
    to,
    groupBy,
  });
  expect(totals).toMatchObject({ deliveries: 1, sent: 1, opened: 1 });
  const days = tables.filter((table) => /^(?:notification|delivery)_\d{8}$/.test(table));
  const allowed = [from, to].flatMap((at) => [
    `notification_${dayOf(at)}`,
    `delivery_${dayOf(at)}`,
  ]);
  expect(days.length).toBeGreaterThan(0);
  expect(days.filter((table) => !allowed.includes(table))).toEqual([]);
});
