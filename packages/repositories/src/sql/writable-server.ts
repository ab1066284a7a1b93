import type { ClientBase } from 'pg';

/** read_only_sql_transaction: PostgreSQL's own answer to a write that it does not take. */
const READS_ONLY = '25006';

const ASK = `
SELECT pg_is_in_recovery() OR current_setting('transaction_read_only')::boolean AS "readsOnly"`;

/** Whether a statement failed because its server only reads. */
export const readsOnly = (error: unknown): boolean =>
  (error as { code?: unknown } | null)?.code === READS_ONLY;

/**
 * Rejects where the server behind a connection is a standby or was made read-only, as libpq's
 * `target_session_attrs=read-write` does: after a failover the old address may lead to what was the
 * primary, which answers questions with what was true before.
 */
export const assertWritable = async (client: Pick<ClientBase, 'query'>): Promise<void> => {
  const { rows } = await client.query<{ readsOnly: boolean }>(ASK);
  if (rows[0]?.readsOnly !== true) return;
  const text = 'this PostgreSQL only reads: it is a standby, or was made read-only';
  throw Object.assign(new Error(text), { code: READS_ONLY });
};

/** `assertWritable` for a pool, which hands out and keeps no connection that it refuses. */
export const verifyWritable = async (
  client: Pick<ClientBase, 'query'>,
  done: (refusal?: Error) => void,
): Promise<void> => {
  let refusal: Error | undefined;
  try {
    await assertWritable(client);
  } catch (error) {
    refusal = error as Error;
  }
  done(refusal);
};
