// What messages are made of. A version never changes: it is stored with its layout and partials already
// put in (`expanded`), so that what was accepted with it looks tomorrow as it does today.
//
// Deleting a template keeps its row, marked, and all its versions: notifications name the version's id
// and are sent as they were accepted. The key is free again at once, as only templates that are not
// deleted have to differ in it, and a new template under it counts its versions from 1.
import { sql, type Kysely } from 'kysely';

const TEMPLATES = `
CREATE TABLE template (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL REFERENCES tenant,
  key text NOT NULL,
  newest_version integer NOT NULL DEFAULT 1,
  published_version integer,
  deleted_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX template_key ON template (tenant_id, key) WHERE deleted_at IS NULL;
CREATE INDEX template_newest ON template (tenant_id, id) WHERE deleted_at IS NULL;

CREATE TABLE template_version (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  template_id uuid NOT NULL REFERENCES template,
  version integer NOT NULL,
  definition json NOT NULL,
  expanded json NOT NULL,
  rules_version integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (template_id, version)
);
COMMENT ON TABLE template_version IS 'immutable';
COMMENT ON COLUMN template_version.definition IS 'as it was given';
COMMENT ON COLUMN template_version.expanded IS 'with its layout and partials put in: what is rendered';
COMMENT ON COLUMN template_version.rules_version IS 'the rules of safety that it was checked by; it is checked again when it is compiled';

CREATE TABLE partial (
  tenant_id uuid NOT NULL REFERENCES tenant,
  name text NOT NULL,
  source text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, name)
);
COMMENT ON TABLE partial IS 'read when a version is saved, and never again for it';
`;

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(TEMPLATES).execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw('DROP TABLE partial, template_version, template').execute(db);
};
