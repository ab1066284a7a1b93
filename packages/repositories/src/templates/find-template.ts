import type { Database } from '../database.ts';
import { TEMPLATE_COLUMNS, type TemplateRecord } from './template-record.ts';
import type { TemplateVersionRecord } from './template-version-record.ts';

/** What a client calls a template. */
export interface TemplateKey {
  readonly tenantId: string;
  readonly key: string;
}

/** A version by its number, the newest, or the one in use: published, else the newest. */
export type WantedVersion = number | 'newest' | 'in_use';

const FIND = `
SELECT ${TEMPLATE_COLUMNS}, v.id AS "versionId", v.version, v.definition, v.expanded,
  v.created_at AS "savedAt"
FROM template t LEFT JOIN template_version v ON v.tenant_id = t.tenant_id AND v.template_id = t.id
  AND v.version = CASE $3::text WHEN 'newest' THEN t.newest_version
    WHEN 'in_use' THEN coalesce(t.published_version, t.newest_version) ELSE $4::integer END
WHERE t.tenant_id = $1 AND t.key = $2 AND t.deleted_at IS NULL`;

interface Row extends TemplateRecord {
  readonly versionId: string | null;
  readonly version: number;
  readonly definition: TemplateVersionRecord['definition'];
  readonly expanded: TemplateVersionRecord['expanded'];
  readonly savedAt: Date;
}

export interface FoundTemplate {
  readonly template: TemplateRecord;
  /** Null where the template has no version of that number. */
  readonly version: TemplateVersionRecord | null;
}

/** A template with one of its versions; null where there is no such template. */
export const findTemplate = async (
  { pool }: Database,
  { tenantId, key }: TemplateKey,
  wanted: WantedVersion,
): Promise<FoundTemplate | null> => {
  const isNumber = typeof wanted === 'number';
  const values = [tenantId, key, isNumber ? 'number' : wanted, isNumber ? wanted : null];
  const { rows } = await pool.query<Row>(FIND, values);
  if (rows[0] === undefined) return null;
  const { versionId, version, definition, expanded, savedAt, ...template } = rows[0];
  const found = { id: versionId ?? '', version, definition, expanded, createdAt: savedAt };
  return { template, version: versionId === null ? null : found };
};
