// Who did what to which, before and after. Triggers on the tables of configuration write it, so that no
// statement can forget to, and the entry commits with the change or not at all. Who it was stands in the
// session (`carillon.actor`, see audit/as-actor.ts); without it, it was the system itself. The tables
// that a send touches have no such trigger: what happens there is said by their own rows, and
// `notification_triggered` is read from the notification.
//
// A trigger names the entity, its id's column and the columns that may be shown: never a secret. Of
// secrets, only that they changed. A recipient's address is shown masked. Entries are never changed,
// and deleted by retention alone.
import { sql, type Kysely } from 'kysely';

const TABLE = `
CREATE TABLE audit_entry (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL DEFAULT new_event_id(),
  actor text NOT NULL DEFAULT coalesce(nullif(current_setting('carillon.actor', true), ''), 'system'),
  action text NOT NULL,
  entity_type text NOT NULL,
  entity_id text NOT NULL,
  before jsonb,
  after jsonb,
  PRIMARY KEY (tenant_id, id)
);
COMMENT ON COLUMN audit_entry.id IS 'time-ordered: when it was done is the time of its id';
CREATE INDEX audit_entry_entity ON audit_entry (tenant_id, entity_id, id);
CREATE INDEX audit_entry_action ON audit_entry (tenant_id, action, id);

CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('carillon.retention', true) = 'on' THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'audit entries are never changed' USING ERRCODE = '42501',
    HINT = 'They end with PATCH /settings {"retention": …}.';
END $$;
CREATE TRIGGER audit_entry_is_final BEFORE UPDATE OR DELETE ON audit_entry
  FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER audit_entry_is_kept BEFORE TRUNCATE ON audit_entry
  EXECUTE FUNCTION refuse_audit_change();
`;

// Arguments: the entity, the column of its id, the columns that are shown, the secret ones, and what a
// changed column is called where that is more than "updated" (column:word).
const FUNCTIONS = `
CREATE FUNCTION mask_address(address text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN left(address, 1) || '***' || right(address, 2);

CREATE FUNCTION shown_columns(changed jsonb, names text[]) RETURNS jsonb LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT coalesce(jsonb_object_agg(name, changed -> name), '{}') FROM unnest(names) AS name
$$;

CREATE FUNCTION audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  old_row jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
  new_row jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
  any_row jsonb := coalesce(new_row, old_row);
  old_shown jsonb := shown_columns(old_row, string_to_array(TG_ARGV[2], ' '));
  new_shown jsonb := shown_columns(new_row, string_to_array(TG_ARGV[2], ' '));
  word text := CASE TG_OP WHEN 'INSERT' THEN 'created' WHEN 'DELETE' THEN 'deleted' ELSE 'updated' END;
  secret text;
  named text;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    FOREACH secret IN ARRAY string_to_array(TG_ARGV[3], ' ') LOOP
      IF old_row -> secret IS DISTINCT FROM new_row -> secret THEN
        new_shown := new_shown || '{"secrets_changed": true}';
      END IF;
    END LOOP;
    FOREACH named IN ARRAY string_to_array(TG_ARGV[4], ' ') LOOP
      IF old_row -> split_part(named, ':', 1) IS DISTINCT FROM new_row -> split_part(named, ':', 1)
        AND new_row ->> split_part(named, ':', 1) IS NOT NULL THEN word := split_part(named, ':', 2); END IF;
    END LOOP;
    IF word = 'updated' AND old_shown = new_shown THEN RETURN NULL; END IF;
  END IF;
  INSERT INTO audit_entry (tenant_id, action, entity_type, entity_id, before, after)
  VALUES (coalesce(any_row ->> 'tenant_id', any_row ->> 'id')::uuid, TG_ARGV[0] || '_' || word, TG_ARGV[0],
    any_row ->> TG_ARGV[1], old_shown, CASE WHEN word <> 'deleted' THEN new_shown END);
  RETURN NULL;
END $$;

CREATE FUNCTION audit_suppression() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  shown jsonb := CASE WHEN TG_OP = 'DELETE' THEN to_jsonb(OLD) ELSE to_jsonb(NEW) END;
BEGIN
  shown := jsonb_build_object('channel', shown -> 'channel', 'address', mask_address(shown ->> 'address'),
    'category', nullif(shown ->> 'category', ''), 'reason', shown -> 'reason', 'until', shown -> 'until');
  INSERT INTO audit_entry (tenant_id, action, entity_type, entity_id, before, after)
  VALUES (coalesce(NEW.tenant_id, OLD.tenant_id),
    'suppression_' || CASE TG_OP WHEN 'INSERT' THEN 'created' WHEN 'DELETE' THEN 'deleted' ELSE 'updated' END,
    'suppression', shown ->> 'channel',
    CASE WHEN TG_OP = 'DELETE' THEN shown END, CASE WHEN TG_OP <> 'DELETE' THEN shown END);
  RETURN NULL;
END $$;
`;

/** What is watched: events, then the arguments of `audit_change`. */
const WATCHED: Readonly<Record<string, readonly [events: string, ...args: string[]]>> = {
  tenant: ['INSERT OR DELETE OR UPDATE', 'tenant', 'id', 'name'],
  api_key: [
    'INSERT OR DELETE OR UPDATE OF name, scopes, expires_at, revoked_at, rate_limit, allowed_ips, secret_hash',
    'api_key',
    'id',
    'name prefix scopes expires_at revoked_at rate_limit allowed_ips',
    'secret_hash',
    'secret_hash:rotated revoked_at:revoked',
  ],
  provider_account: [
    'INSERT OR DELETE OR UPDATE',
    'provider_account',
    'id',
    'name provider channels settings rate_per_second deadline_ms',
    'sealed',
  ],
  route: ['INSERT OR DELETE OR UPDATE', 'route', 'channel', 'channel strategy accounts'],
  tenant_setting: ['INSERT OR DELETE OR UPDATE', 'settings', 'tenant_id', 'settings'],
  category: [
    'INSERT OR DELETE OR UPDATE',
    'category',
    'key',
    'name opt_out quiet_hours critical_passes_quiet_hours channels retention_days',
  ],
  template: [
    'INSERT OR DELETE OR UPDATE',
    'template',
    'key',
    'key newest_version published_version',
    '',
    'newest_version:version_created published_version:published deleted_at:deleted',
  ],
  partial: ['INSERT OR DELETE OR UPDATE', 'partial', 'name', 'source'],
  topic: [
    'INSERT OR DELETE OR UPDATE OF name, deleted_at',
    'topic',
    'key',
    'key name',
    '',
    'deleted_at:deleted',
  ],
  redrive_run: [
    'INSERT OR UPDATE OF status',
    'redrive',
    'id',
    'filter rate_per_second canary_size max_failure_rate matched status reason',
  ],
  hold: [
    'UPDATE OF status',
    'hold',
    'id',
    'reason status notifications total measured allowed',
    '',
    'status:decided',
  ],
  event_endpoint: [
    'INSERT OR DELETE OR UPDATE OF url, types, description, secret, disabled_at',
    'event_endpoint',
    'id',
    'url types description disabled_at disabled_reason',
    'secret',
    'secret:secret_rotated disabled_at:disabled',
  ],
};

const WATCH_SUPPRESSIONS = `
CREATE TRIGGER suppression_audited AFTER INSERT OR UPDATE OR DELETE ON suppression
  FOR EACH ROW WHEN (current_setting('carillon.actor', true) <> '') EXECUTE FUNCTION audit_suppression();
`;

const watch = (table: string, [events, ...args]: readonly string[]): string => {
  const all = [...args, '', '', ''].slice(0, 5).map((arg) => `'${arg}'`);
  return `CREATE TRIGGER ${table}_audited AFTER ${events} ON ${table}
  FOR EACH ROW EXECUTE FUNCTION audit_change(${all.join(', ')});`;
};

export const up = async (db: Kysely<unknown>): Promise<void> => {
  const triggers = Object.entries(WATCHED).map(([table, args]) => watch(table, args));
  for (const part of [TABLE, FUNCTIONS, ...triggers, WATCH_SUPPRESSIONS]) {
    await sql.raw(part).execute(db);
  }
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  const triggers = [...Object.keys(WATCHED), 'suppression'];
  for (const table of triggers)
    await sql.raw(`DROP TRIGGER ${table}_audited ON ${table}`).execute(db);
  await sql
    .raw(
      `DROP TABLE audit_entry;
       DROP FUNCTION audit_suppression, audit_change, shown_columns, mask_address, refuse_audit_change;`,
    )
    .execute(db);
};
