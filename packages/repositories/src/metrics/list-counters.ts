import type { Database } from '../database.ts';

export interface CounterValue {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What all workers of the installation have counted. */
export const listCounters = async (database: Database): Promise<CounterValue[]> =>
  database.kysely.selectFrom('metric_counter').select(['name', 'labels', 'value']).execute();
