import type { Database } from '../database.ts';

// A deleted template is needed by what was accepted with it: scheduled up to 365 days ahead, sent within
// three days or as its `expiresAt` says, and redriven as long as it is a dead letter.
const DELETED_TEMPLATES = `
WITH old AS MATERIALIZED (
  SELECT t.id FROM template t
  WHERE t.deleted_at < now() - interval '400 days'
    AND NOT EXISTS (SELECT FROM dead_letter l WHERE l.tenant_id = t.tenant_id
      AND l.delivery_id < uuid_floor(t.deleted_at + interval '1 minute'))
    AND NOT EXISTS (SELECT FROM delivery d WHERE d.tenant_id = t.tenant_id AND d.dispatch_id IS NULL
      AND d.id < uuid_floor(t.deleted_at + interval '1 minute'))
  ORDER BY t.id LIMIT 100 FOR UPDATE SKIP LOCKED
), versions AS (
  DELETE FROM template_version WHERE template_id IN (SELECT id FROM old)
)
DELETE FROM template WHERE id IN (SELECT id FROM old)`;

/** Deletes the versions of templates that were deleted so long ago that nothing needs them any more. */
export const deleteForgottenTemplates = async ({ pool }: Database): Promise<number> =>
  (await pool.query(DELETED_TEMPLATES)).rowCount ?? 0;
