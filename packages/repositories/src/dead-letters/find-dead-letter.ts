import type { Database } from '../database.ts';
import { DEAD_LETTER_COLUMNS, type DeadLetterRecord } from './dead-letter-record.ts';

/** The dead letter of this delivery, or null. */
export const findDeadLetter = async (
  database: Database,
  { tenantId, deliveryId }: { tenantId: string; deliveryId: string },
): Promise<DeadLetterRecord | null> => {
  const { rows } = await database.pool.query<DeadLetterRecord>(
    `SELECT ${DEAD_LETTER_COLUMNS} FROM dead_letter l JOIN delivery d ON d.id = l.delivery_id
     WHERE l.tenant_id = $1 AND l.delivery_id = $2 AND d.tenant_id = $1 AND d.id = $2`,
    [tenantId, deliveryId],
  );
  return rows[0] ?? null;
};
