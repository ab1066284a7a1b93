import type { Database } from '../database.ts';

/** What was done beside any change of a table that a trigger watches. */
export interface NewAuditEntry {
  readonly tenantId: string;
  readonly action: string;
  readonly entityType: string;
  readonly entityId: string;
  readonly after?: Readonly<Record<string, unknown>>;
}

/** Writes an entry for whoever the database is bound to (`asActor`); `after` has snake_case names. */
export const insertAuditEntry = async (
  { pool }: Database,
  { tenantId, action, entityType, entityId, after }: NewAuditEntry,
): Promise<void> => {
  await pool.query(
    `INSERT INTO audit_entry (tenant_id, action, entity_type, entity_id, after) VALUES ($1, $2, $3, $4, $5)`,
    [tenantId, action, entityType, entityId, after ?? null],
  );
};
