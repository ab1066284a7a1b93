// Who rotates the keys that credentials are sealed with seals every endpoint's secret anew. The secret
// stays what it was, and the audit log of each tenant said that it was rotated. A rotation is known by
// the time until which the old secret signs; sealing alone does not touch it.
import { sql, type Kysely } from 'kysely';

const audited = (column: string): string => `
DROP TRIGGER event_endpoint_audited ON event_endpoint;
CREATE TRIGGER event_endpoint_audited
  AFTER INSERT OR DELETE OR UPDATE OF url, types, description, ${column}, disabled_at ON event_endpoint
  FOR EACH ROW EXECUTE FUNCTION audit_change('event_endpoint', 'id',
    'url types description disabled_at disabled_reason', 'secret',
    '${column}:secret_rotated disabled_at:disabled');`;

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(audited('previous_until')).execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(audited('secret')).execute(db);
};
