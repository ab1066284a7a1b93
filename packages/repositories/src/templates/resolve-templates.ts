import type { Database } from '../database.ts';
import type { TemplateKey } from './find-template.ts';

/** A template as a request names it: without a version, the published one. */
export interface TemplateQuery extends TemplateKey {
  readonly version: number | null;
}

/** What a request's template is at this moment. */
export type Resolved =
  | { readonly kind: 'found'; readonly versionId: string; readonly version: number }
  | { readonly kind: 'no_template' | 'no_version' | 'not_published' };

interface Row {
  readonly no: number;
  readonly versionId: string | null;
  readonly version: number | null;
}

const RESOLVE = `
SELECT k.no::integer, v.id AS "versionId", v.version
FROM unnest($1::uuid[], $2::text[], $3::integer[]) WITH ORDINALITY AS k(tenant_id, key, version, no)
  JOIN template t ON t.tenant_id = k.tenant_id AND t.key = k.key AND t.deleted_at IS NULL
  LEFT JOIN template_version v ON v.tenant_id = t.tenant_id AND v.template_id = t.id
    AND v.version = coalesce(k.version, t.published_version)`;

const resolved = (query: TemplateQuery, row: Row | undefined): Resolved => {
  if (row === undefined) return { kind: 'no_template' };
  const { versionId, version } = row;
  if (versionId !== null && version !== null) return { kind: 'found', versionId, version };
  return { kind: query.version === null ? 'not_published' : 'no_version' };
};

/** Which version each of these means now, in their order; one statement for all, of any tenants. */
export const resolveTemplates = async (
  { pool }: Database,
  queries: readonly TemplateQuery[],
): Promise<Resolved[]> => {
  if (queries.length === 0) return [];
  const { rows } = await pool.query<Row>({
    name: 'resolve-templates',
    text: RESOLVE,
    values: [
      queries.map((q) => q.tenantId),
      queries.map((q) => q.key),
      queries.map((q) => q.version),
    ],
  });
  const byNumber = new Map(rows.map((row) => [row.no, row]));
  return queries.map((query, i) => resolved(query, byNumber.get(i + 1)));
};
