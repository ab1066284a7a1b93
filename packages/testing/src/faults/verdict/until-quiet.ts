import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';

const LOOK_EVERY_MS = 100;
/** A dispatch whose last result is written may wait for the reconciler, which looks every 5 s. */
const LEFTOVERS_MS = 20_000;

const MOVING = `
SELECT (SELECT count(*) FROM delivery
    WHERE status IN ('scheduled', 'queued', 'sending', 'retrying'))::int AS deliveries,
  (SELECT count(*) FROM dispatch)::int AS dispatches`;

/** Waits until every delivery has ended and no dispatch is left; at most so long. */
export const untilQuiet = async (record: pg.Pool, patienceMs: number): Promise<void> => {
  const givesUpAt = performance.now() + patienceMs;
  let endedAt: number | null = null;
  for (;;) {
    const { rows } = await record.query<{ deliveries: number; dispatches: number }>(MOVING);
    const [left] = rows;
    if (left === undefined || left.deliveries + left.dispatches === 0) return;
    const now = performance.now();
    endedAt = left.deliveries === 0 ? (endedAt ?? now) : null;
    if (now > givesUpAt || (endedAt !== null && now > endedAt + LEFTOVERS_MS)) return;
    await delay(LOOK_EVERY_MS);
  }
};
