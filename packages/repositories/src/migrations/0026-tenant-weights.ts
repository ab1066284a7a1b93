// How a saturated channel is shared: a tenant of weight 2 gets twice what one of weight 1 gets while both
// wait. Workers remember the weight with the tenant's settings, so a change of it raises the version that
// they look at; the audit log shows it.
import { sql, type Kysely } from 'kysely';

const audited = (shown: string): string => `
DROP TRIGGER tenant_audited ON tenant;
CREATE TRIGGER tenant_audited AFTER INSERT OR DELETE OR UPDATE ON tenant
  FOR EACH ROW EXECUTE FUNCTION audit_change('tenant', 'id', '${shown}', '', '');`;

const UP = `
ALTER TABLE tenant ADD COLUMN weight smallint NOT NULL DEFAULT 1 CHECK (weight BETWEEN 1 AND 100);
CREATE TRIGGER tenant_weight_changed AFTER UPDATE OF weight ON tenant
  EXECUTE FUNCTION raise_configuration_version();
${audited('name weight')}
`;

const DOWN = `
${audited('name')}
DROP TRIGGER tenant_weight_changed ON tenant;
ALTER TABLE tenant DROP COLUMN weight;
`;

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(UP).execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(DOWN).execute(db);
};
