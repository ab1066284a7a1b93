import type { Outcome } from '@carillon/domain';
import type { Database } from '../database.ts';

export interface AccountOutcomes {
  readonly accountId: string;
  readonly outcome: Outcome;
  readonly calls: number;
}

const ADD = `
INSERT INTO account_outcome AS o (account_id, minute, outcome, calls)
SELECT account_id, date_trunc('minute', now()), outcome, calls
FROM unnest($1::uuid[], $2::outcome[], $3::int[]) AS n(account_id, outcome, calls)
ORDER BY account_id, outcome
ON CONFLICT (account_id, minute, outcome) DO UPDATE SET calls = o.calls + excluded.calls`;

/** Adds what a process has counted since it last did. */
export const addAccountOutcomes = async (
  database: Database,
  counts: readonly AccountOutcomes[],
): Promise<void> => {
  if (counts.length === 0) return;
  await database.pool.query(ADD, [
    counts.map((c) => c.accountId),
    counts.map((c) => c.outcome),
    counts.map((c) => c.calls),
  ]);
};

/** What an account's calls of the last hour came to. */
export const countAccountOutcomes = async (
  database: Database,
  accountId: string,
): Promise<Partial<Record<Outcome, number>>> => {
  const { rows } = await database.pool.query<{ outcome: Outcome; calls: number }>(
    `SELECT outcome, sum(calls)::int AS calls FROM account_outcome
     WHERE account_id = $1 AND minute > now() - interval '1 hour' GROUP BY outcome`,
    [accountId],
  );
  return Object.fromEntries(rows.map((r) => [r.outcome, r.calls]));
};

/** Drops what no hour needs any more, and circuits of which nothing is left to tell. */
export const cleanCircuits = async (database: Database): Promise<number> => {
  const outcomes = await database.pool.query(
    `DELETE FROM account_outcome WHERE minute < now() - interval '2 hours'`,
  );
  const circuits = await database.pool.query(
    `DELETE FROM circuit WHERE state = 'closed' AND updated_at < now() - interval '1 day'
       AND (blocked_until IS NULL OR blocked_until < now()) AND (rate_until IS NULL OR rate_until < now())`,
  );
  return (outcomes.rowCount ?? 0) + (circuits.rowCount ?? 0);
};
