import type { Database } from '../database.ts';

/** How much one counter grew since it was last added. */
export interface CounterGrowth {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly by: number;
}

/** Adds what this process has counted to what all have: workers have no port to be asked at. */
export const addCounters = async (
  database: Database,
  growth: readonly CounterGrowth[],
): Promise<void> => {
  await database.pool.query(
    `INSERT INTO metric_counter AS m (name, labels, value)
     SELECT * FROM unnest($1::text[], $2::jsonb[], $3::float8[]) ORDER BY 1, 2
     ON CONFLICT (name, labels) DO UPDATE SET value = m.value + excluded.value`,
    [
      growth.map((g) => g.name),
      growth.map((g) => JSON.stringify(g.labels)),
      growth.map((g) => g.by),
    ],
  );
};
