import type pg from 'pg';
import type { Database } from '../database.ts';
import { inTransaction } from '../sql/in-transaction.ts';
import { repeatOnConflict } from '../sql/repeat-on-conflict.ts';
import type { CapDraw, CountedDraw } from './cap-draw.ts';
import { returnToCaps } from './return-to-caps.ts';

/** A message counted against every cap, or against none because one of them is full. */
export type CapsTaken<Draw extends CapDraw> =
  | { readonly kind: 'counted'; readonly counted: readonly CountedDraw[] }
  /** `waitMs`: until the full one has room again. */
  | { readonly kind: 'full'; readonly draw: Draw; readonly waitMs: number };

type Client = Pick<pg.Pool | pg.PoolClient, 'query'>;

interface Taken {
  readonly taken: boolean;
  readonly windowEndsAt: Date;
  readonly waitMs: number;
}

// Windows are fixed, counted from the epoch, so that every process means the same one.
const TAKE = `
WITH w AS (
  SELECT to_timestamp((floor(extract(epoch FROM now()) / $5) + 1) * $5) AS ends_at
), taken AS (
  INSERT INTO cap_counter AS c (tenant_id, channel, category, address_key, window_seconds,
    window_ends_at, used)
  SELECT $1, $2, $3, lower($4), $5, ends_at, 1 FROM w
  ON CONFLICT (tenant_id, channel, category, address_key, window_seconds, window_ends_at)
    DO UPDATE SET used = c.used + 1 WHERE c.used < $6
  RETURNING used
)
SELECT EXISTS (SELECT FROM taken) AS taken, ends_at AS "windowEndsAt",
  ceil(extract(epoch FROM ends_at - now()) * 1000)::float8 AS "waitMs" FROM w`;

const take = async (client: Client, draw: CapDraw): Promise<Taken> => {
  const { tenantId, channel, category, address, windowSeconds, max } = draw;
  const values = [tenantId, channel, category, address, windowSeconds, max];
  const { rows } = await client.query<Taken>({ name: 'take-from-cap', text: TAKE, values });
  return rows[0] as Taken;
};

/** Counters are locked in the order of their keys, whoever takes. */
const byKey = (a: CapDraw, b: CapDraw): number =>
  Number(a.category > b.category) - Number(a.category < b.category) ||
  a.windowSeconds - b.windowSeconds;

const takeEach = async <Draw extends CapDraw>(
  client: Client,
  draws: readonly Draw[],
): Promise<CapsTaken<Draw>> => {
  const counted: CountedDraw[] = [];
  for (const draw of draws) {
    const { taken, windowEndsAt, waitMs } = await take(client, draw);
    if (!taken) {
      await returnToCaps(client, counted);
      return { kind: 'full', draw, waitMs };
    }
    counted.push({ ...draw, windowEndsAt });
  }
  return { kind: 'counted', counted };
};

/**
 * Counts one message against all caps of its recipient. Several are one transaction, so that nobody
 * sees them taken by a message that another of them refuses.
 */
export const takeFromCaps = <Draw extends CapDraw>(
  database: Database,
  draws: readonly Draw[],
): Promise<CapsTaken<Draw>> => {
  if (draws.length === 1) return takeEach(database.pool, draws);
  const inOrder = draws.toSorted(byKey);
  return repeatOnConflict(() => inTransaction(database, (client) => takeEach(client, inOrder)));
};
