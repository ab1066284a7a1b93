// Four entries of the audit log said less or other than what was done:
//
// - The first change of a tenant's settings makes their row, and was `settings_created`. A tenant has
//   settings from its beginning, the defaults, so it is `settings_updated` as every later one.
// - Who rotates the keys that credentials are sealed with seals every account's secrets anew. They stay
//   what they were, and the entry was `provider_account_updated` with new secrets. It is
//   `provider_account_resealed` now, by `system`; of event endpoints, of which nothing was said,
//   `event_endpoint_resealed`. An account's version rises with every change but this one; an endpoint's
//   old secret gets a time with every rotation and keeps it here.
// - What is done to a tenant was in that tenant's log alone. Who looks after the installation asks the
//   log of `default`, where all else that he does is: it is in both.
import { sql, type Kysely } from 'kysely';

const ACCOUNT = `FOR EACH ROW EXECUTE FUNCTION audit_change('provider_account', 'id',
  'name provider channels settings rate_per_second deadline_ms', 'sealed', '')`;
const SETTINGS = `FOR EACH ROW EXECUTE FUNCTION audit_change('settings', 'tenant_id', 'settings', '', '')`;

const UP = `
CREATE FUNCTION audit_first_settings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO audit_entry (tenant_id, action, entity_type, entity_id, before, after)
  VALUES (NEW.tenant_id, 'settings_updated', 'settings', NEW.tenant_id, '{"settings": {}}',
    jsonb_build_object('settings', NEW.settings));
  RETURN NULL;
END $$;
DROP TRIGGER tenant_setting_audited ON tenant_setting;
CREATE TRIGGER tenant_setting_audited AFTER DELETE OR UPDATE ON tenant_setting ${SETTINGS};
CREATE TRIGGER tenant_setting_first_audited AFTER INSERT ON tenant_setting
  FOR EACH ROW EXECUTE FUNCTION audit_first_settings();

CREATE FUNCTION audit_reseal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO audit_entry (tenant_id, action, entity_type, entity_id)
  VALUES (NEW.tenant_id, TG_ARGV[0] || '_resealed', TG_ARGV[0], NEW.id);
  RETURN NULL;
END $$;
DROP TRIGGER provider_account_audited ON provider_account;
CREATE TRIGGER provider_account_audited AFTER INSERT OR DELETE ON provider_account ${ACCOUNT};
CREATE TRIGGER provider_account_update_audited AFTER UPDATE ON provider_account
  FOR EACH ROW WHEN (OLD.version <> NEW.version OR OLD.sealed = NEW.sealed)
  ${ACCOUNT.slice('FOR EACH ROW '.length)};
CREATE TRIGGER provider_account_reseal_audited AFTER UPDATE OF sealed ON provider_account
  FOR EACH ROW WHEN (OLD.version = NEW.version AND OLD.sealed <> NEW.sealed)
  EXECUTE FUNCTION audit_reseal('provider_account');
CREATE TRIGGER event_endpoint_reseal_audited AFTER UPDATE OF secret, previous_secret ON event_endpoint
  FOR EACH ROW WHEN (OLD.secret <> NEW.secret AND OLD.previous_until IS NOT DISTINCT FROM NEW.previous_until)
  EXECUTE FUNCTION audit_reseal('event_endpoint');

CREATE FUNCTION audit_tenant_for_operators() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO audit_entry (tenant_id, actor, action, entity_type, entity_id, before, after)
  SELECT '00000000-0000-7000-8000-000000000001', NEW.actor, NEW.action, NEW.entity_type, NEW.entity_id,
    NEW.before, NEW.after;
  RETURN NULL;
END $$;
CREATE TRIGGER audit_entry_of_tenant AFTER INSERT ON audit_entry
  FOR EACH ROW WHEN (NEW.entity_type = 'tenant' AND NEW.tenant_id <> '00000000-0000-7000-8000-000000000001')
  EXECUTE FUNCTION audit_tenant_for_operators();
`;

const DOWN = `
DROP TRIGGER audit_entry_of_tenant ON audit_entry;
DROP TRIGGER event_endpoint_reseal_audited ON event_endpoint;
DROP TRIGGER provider_account_reseal_audited ON provider_account;
DROP TRIGGER provider_account_update_audited ON provider_account;
DROP TRIGGER provider_account_audited ON provider_account;
DROP TRIGGER tenant_setting_first_audited ON tenant_setting;
DROP TRIGGER tenant_setting_audited ON tenant_setting;
DROP FUNCTION audit_tenant_for_operators, audit_reseal, audit_first_settings;
CREATE TRIGGER provider_account_audited AFTER INSERT OR DELETE OR UPDATE ON provider_account ${ACCOUNT};
CREATE TRIGGER tenant_setting_audited AFTER INSERT OR DELETE OR UPDATE ON tenant_setting ${SETTINGS};
`;

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(UP).execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(DOWN).execute(db);
};
