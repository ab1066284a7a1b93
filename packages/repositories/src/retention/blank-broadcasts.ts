import { OPEN_STATUSES } from '@carillon/domain';
import type { Database } from '../database.ts';
import type { Aged } from './delete-old-rows.ts';

// What the members of a broadcast share goes when no member can need it any more.
const BLANK = `
UPDATE broadcast b SET request = (
  SELECT coalesce(json_object_agg(key, CASE key
    WHEN 'template' THEN (value::jsonb || '{"data": {}}')::json ELSE value END), '{}')
  FROM json_each(b.request) WHERE key <> 'content')
WHERE b.tenant_id = $1 AND b.finished_at < now() - $2 * interval '1 day'
  AND (b.request -> 'content' IS NOT NULL
    OR coalesce((b.request -> 'template' ->> 'data')::jsonb, '{}') <> '{}')
  AND NOT EXISTS (SELECT FROM notification n CROSS JOIN LATERAL (
      SELECT FROM delivery d WHERE d.tenant_id = $1 AND d.id > n.id
        AND d.id <= last_delivery_id_of(n.id) AND (d.status::text = ANY ($3::text[])
          OR d.updated_at > now() - $2 * interval '1 day'
          OR EXISTS (SELECT FROM dead_letter l WHERE l.tenant_id = $1 AND l.delivery_id = d.id))
      LIMIT 1 OFFSET 0) d
    WHERE n.tenant_id = $1 AND n.batch_id = b.batch_id AND n.id > b.batch_id)`;

/** Takes the content out of broadcasts that ended so long ago. Resolves to how many. */
export const blankBroadcasts = async (
  { pool }: Database,
  { tenantId, days }: Aged,
): Promise<number> => (await pool.query(BLANK, [tenantId, days, OPEN_STATUSES])).rowCount ?? 0;
