import type { Database } from '../database.ts';
import { RIDING } from './open-states.ts';

const COUNT = `
SELECT count(*)::int AS n FROM event_delivery
WHERE ${RIDING} AND status = 'sending' AND lease_until < now()`;

/** Events whose lease has run out and that nobody has rescued yet. */
export const countLostEvents = async ({ pool }: Database): Promise<number> =>
  (await pool.query<{ n: number }>(COUNT)).rows[0]?.n ?? 0;
