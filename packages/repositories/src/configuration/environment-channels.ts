import type { Channel } from '@carillon/domain';
import type { Database } from '../database.ts';

const WRITE = `
WITH changed AS (
  UPDATE installation SET environment_channels = $1::text[]::channel[]
  WHERE environment_channels IS DISTINCT FROM $1::text[]::channel[] RETURNING id
)
UPDATE configuration SET version = version + 1 WHERE EXISTS (SELECT FROM changed)`;

/** Tells the apis for which channels the workers have accounts that serve every tenant. */
export const writeEnvironmentChannels = async (
  { pool }: Database,
  channels: readonly Channel[],
): Promise<void> => {
  await pool.query(WRITE, [channels.toSorted()]);
};

/** What the workers have told; null while none has started yet. */
export const readEnvironmentChannels = async ({
  pool,
}: Database): Promise<readonly Channel[] | null> => {
  const { rows } = await pool.query<{ channels: Channel[] | null }>(
    'SELECT environment_channels::text[] AS channels FROM installation',
  );
  return rows[0]?.channels ?? null;
};
