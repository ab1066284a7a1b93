import type pg from 'pg';
import type { EventType } from '@carillon/domain';
import { eventParts } from './event-parts.ts';

/** Something that is known outside of SQL. */
export interface ToldEvent {
  readonly tenantId: string;
  readonly type: EventType;
  /** Whose events keep their order; null where it is nobody's. */
  readonly subject: string | null;
  /** Ids, states and codes: neither addresses nor content. */
  readonly data: Readonly<Record<string, unknown>>;
}

const GIVEN = `SELECT 1 AS rank, $1::uuid AS tenant_id, $2::text AS type, $3::uuid AS subject,
    $4::jsonb AS data`;

const TELL = `WITH ${eventParts([GIVEN])} SELECT FROM happened`;

/**
 * Writes one event, where anybody subscribes to it. `client` is that of the transaction that makes the
 * change; a change of one statement ends with `eventParts` instead.
 */
export const tellEvent = async (
  client: Pick<pg.ClientBase, 'query'>,
  { tenantId, type, subject, data }: ToldEvent,
): Promise<void> => {
  await client.query(TELL, [tenantId, type, subject, JSON.stringify(data)]);
};
