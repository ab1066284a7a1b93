import type pg from 'pg';
import { redriveDeadLetters } from '../dead-letters/redrive-dead-letters.ts';
import { parameters } from '../sql/parameters.ts';
import { type DeadLetterCursor, judgedPart } from './judged-part.ts';
import type { OpenRun } from './take-run.ts';

/** Deliveries that one step redrives, and dead letters that it looks at for them. */
const MOST = 500;
const MOST_LOOKED_AT = 5_000;

export interface RedrivenPage {
  readonly deliveryIds: readonly string[];
  /** The last dead letter that was looked at. */
  readonly cursor: DeadLetterCursor;
  /** Whether there are none after it. */
  readonly isLast: boolean;
}

interface Judged extends DeadLetterCursor {
  readonly reason: string | null;
}

/** Redrives the next dead letters of a run, at most so many; of canaries, every so-manieth that may be. */
export const redrivePage = async (
  client: pg.ClientBase,
  run: OpenRun,
  { atMost, every }: { readonly atMost: number; readonly every: number },
): Promise<RedrivenPage> => {
  const limit = Math.min(Math.min(atMost, MOST) * every, MOST_LOOKED_AT);
  const p = parameters();
  const text = `WITH ${judgedPart(p, { ...run, limit })}
SELECT dead_at::text AS at, delivery_id AS id, reason FROM judged ORDER BY dead_at, delivery_id`;
  const { rows } = await client.query<Judged>(text, p.values);
  const picked = rows.filter((row) => row.reason === null).filter((_, i) => i % every === 0);
  const { tenantId, id: runId } = run;
  const deliveryIds = picked.map(({ id }) => id);
  const redriven = await redriveDeadLetters(client, { tenantId, deliveryIds, runId });
  const cursor = rows.at(-1) ?? run.cursor;
  return { deliveryIds: redriven, cursor, isLast: rows.length < limit };
};
