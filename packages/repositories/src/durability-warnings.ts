import type { Database } from './database.ts';

interface Durability {
  readonly fsync: boolean;
  readonly onlyAsynchronous: boolean;
}

const ASK = `
SELECT current_setting('fsync')::boolean AS fsync,
  current_setting('synchronous_standby_names') = '' AND EXISTS (SELECT FROM pg_stat_replication)
    AS "onlyAsynchronous"`;

/** What is wrong with this PostgreSQL for a service whose 202 promises that nothing is lost. */
export const durabilityWarnings = async ({ pool }: Database): Promise<string[]> => {
  const { rows } = await pool.query<Durability>(ASK);
  const { fsync, onlyAsynchronous } = rows[0] ?? { fsync: true, onlyAsynchronous: false };
  return [
    ...(fsync
      ? []
      : ['PostgreSQL runs with fsync off: a crash of its machine loses what was accepted']),
    ...(onlyAsynchronous
      ? ['PostgreSQL has no synchronous standby: a failover loses what was accepted last']
      : []),
  ];
};
