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

/** The same pool, which keeps the plans of what is asked with values. */
const planning = ({ pool, ...rest }: Database, tables: string[]): Database => ({
  ...rest,
  pool: {
    connect: async () => {
      const client = await pool.connect();
      const query = async (text: string, values?: unknown[]) => {
        if (values === undefined) return client.query(text);
        const { rows } = await client.query(`EXPLAIN (FORMAT JSON) ${text}`, values);
        tables.push(...tablesIn(rows[0]['QUERY PLAN'][0].Plan));
        return client.query(text, values);
      };
      return { query, release: (error?: Error) => client.release(error) };
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
  const question = { tenantId, from, to, groupBy };
  const { totals } = await deliveryAnalytics(planning(database(), tables), question, 10_000);
  expect(totals).toMatchObject({ deliveries: 1, sent: 1, opened: 1 });
  const days = tables.filter((table) => /^(?:notification|delivery)_\d{8}$/.test(table));
  const allowed = [from, to].flatMap((at) => [
    `notification_${dayOf(at)}`,
    `delivery_${dayOf(at)}`,
  ]);
  expect(days.length).toBeGreaterThan(0);
  expect(days.filter((table) => !allowed.includes(table))).toEqual([]);
});

test('the server ends what takes longer than it may', async () => {
  const tenantId = await makeTenant(database());
  const question = { tenantId, from: new Date(0), to: new Date(1), groupBy: 'day' } as const;
  const holder = await database().pool.connect();
  await holder.query('BEGIN; LOCK TABLE receipt');
  const read = deliveryAnalytics(database(), question, 50);
  await expect(read).rejects.toMatchObject({ code: '57014' });
  await holder.query('ROLLBACK');
  holder.release();
});
