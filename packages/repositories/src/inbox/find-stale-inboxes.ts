import type { Database } from '../database.ts';
import type { InboxKey } from './count-inbox.ts';

/** An inbox and the version of it that somebody knows. */
export interface KnownInbox extends InboxKey {
  readonly version: number;
}

const STALE = `
SELECT p.n::int FROM unnest($1::uuid[], $2::text[], $3::bigint[]) WITH ORDINALITY
    AS p(tenant_id, subscriber_id, version, n)
  LEFT JOIN subscriber s ON s.tenant_id = p.tenant_id AND s.id = p.subscriber_id
WHERE s.inbox_version IS DISTINCT FROM p.version`;

/** Those inboxes whose version is another by now, or whose subscriber is gone; in one statement. */
export const findStaleInboxes = async <T extends KnownInbox>(
  { pool }: Database,
  known: readonly T[],
): Promise<T[]> => {
  if (known.length === 0) return [];
  const { rows } = await pool.query<{ n: number }>({
    name: 'stale-inboxes',
    text: STALE,
    values: [
      known.map((k) => k.tenantId),
      known.map((k) => k.subscriberId),
      known.map((k) => k.version),
    ],
  });
  return rows.flatMap(({ n }) => known[n - 1] ?? []);
};
