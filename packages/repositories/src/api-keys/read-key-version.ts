import type { Database } from '../database.ts';

/** Rises with every change of what any key may do: its secret, scopes, limits, addresses, end. */
export const readKeyVersion = async ({ pool }: Database): Promise<string> => {
  const { rows } = await pool.query<{ version: string }>(
    'SELECT key_version AS version FROM configuration',
  );
  return rows[0]?.version ?? '0';
};
