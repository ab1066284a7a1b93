import type { Database } from './database.ts';

export interface Installation {
  /** Every Redis key carries it, so two installations on one Redis never meet. */
  readonly id: string;
  /** Signs webhooks where no account of its own does (Standard Webhooks 1.0, `whsec_…`). */
  readonly webhookSecret: string;
  /** Seals what links that leave us say; it is never rotated, as links last for a year. */
  readonly linkSecret: string;
}

/** What this installation is; made by the first migration. */
export const readInstallation = async (database: Database): Promise<Installation> => {
  const { rows } = await database.pool.query<Installation>(
    'SELECT id, webhook_secret AS "webhookSecret", link_secret AS "linkSecret" FROM installation',
  );
  if (rows[0] === undefined)
    throw new Error('the database has no installation: run the migrations');
  return rows[0];
};

/** PostgreSQL's time now, for a process to measure its own clock against. */
export const readServerTime = async (database: Database): Promise<Date> => {
  const { rows } = await database.pool.query<{ now: Date }>('SELECT clock_timestamp() AS now');
  return rows[0]?.now as Date;
};
