import type { Database } from '../database.ts';
import type { DeadLetterCount } from './count-dead-letters.ts';

/** What dead letters a tenant had in an hour. */
export interface DeadLetterHour {
  readonly hour: Date;
  readonly causes: readonly DeadLetterCount[];
}

export interface DeadLetterHoursPage {
  readonly tenantId: string;
  /** `from` inclusive, `to` exclusive; null does not narrow. */
  readonly from: Date | null;
  readonly to: Date | null;
  /** The last one of the page before. */
  readonly after: Date | null;
  readonly limit: number;
}

const LIST = `
SELECT hour, causes FROM dead_letter_hour
WHERE tenant_id = $1 AND ($2::timestamptz IS NULL OR hour >= $2)
  AND ($3::timestamptz IS NULL OR hour < $3) AND ($4::timestamptz IS NULL OR hour < $4)
ORDER BY hour DESC LIMIT $5`;

/** The hours in which a tenant had dead letters, the newest first. */
export const listDeadLetterHours = async (
  { pool }: Database,
  { tenantId, from, to, after, limit }: DeadLetterHoursPage,
): Promise<DeadLetterHour[]> =>
  (await pool.query<DeadLetterHour>(LIST, [tenantId, from, to, after, limit])).rows;
