// Redriving dead letters by a filter, at a rate, the canaries first. A run's row says how far it is: the
// letters are taken in the order of their times, and a page of them, what became of those before, and
// the cursor are one transaction under this row's lock. So nobody is redriven twice by a run, whatever
// dies, and a million cost no more memory than a page.
//
// Whether a letter is still there decides who redrives it; what a run has redriven is in `redrive`, and
// there until each has come to an end. A letter that comes back is younger than the run and not met again.
//
// Beside its reason a dead letter now tells by which version of which template it was made and until
// when its caller wants it, so that statistics and filters ask no other table. Whoever writes the letter
// cannot leave this out, as a trigger does it; a delivery that does not fail pays nothing.
import { sql, type Kysely } from 'kysely';

const DEAD_LETTERS = `
ALTER TABLE dead_letter
  ADD COLUMN template_key text,
  ADD COLUMN template_version integer,
  ADD COLUMN expires_at timestamptz;
COMMENT ON COLUMN dead_letter.expires_at IS 'as its caller asked; null where the default is in force';

CREATE FUNCTION describe_dead_letter() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  asked json;
  batch uuid;
BEGIN
  SELECT request, batch_id INTO asked, batch FROM notification
    WHERE tenant_id = NEW.tenant_id AND id = notification_id_of(NEW.delivery_id);
  IF asked ->> 'broadcast' IS NOT NULL THEN
    asked := (SELECT request FROM broadcast WHERE tenant_id = NEW.tenant_id AND batch_id = batch);
  END IF;
  SELECT t.template ->> 'key', (t.template ->> 'version')::int, t."expiresAt"
    INTO NEW.template_key, NEW.template_version, NEW.expires_at
    FROM json_to_record(asked) AS t(template json, "expiresAt" timestamptz);
  RETURN NEW;
END $$;
CREATE TRIGGER dead_letter_described BEFORE INSERT ON dead_letter
  FOR EACH ROW EXECUTE FUNCTION describe_dead_letter();

WITH known AS (DELETE FROM dead_letter RETURNING *)
INSERT INTO dead_letter SELECT * FROM known;
`;

const REDRIVES = `
CREATE TABLE redrive_run (
  tenant_id uuid NOT NULL REFERENCES tenant,
  id uuid NOT NULL,
  filter jsonb NOT NULL,
  status text NOT NULL DEFAULT 'running' CHECK (status IN ('running', 'done', 'aborted')),
  reason text,
  rate_per_second integer NOT NULL,
  canary_size integer,
  max_failure_rate double precision,
  sample_every integer NOT NULL DEFAULT 1,
  matched integer NOT NULL,
  left_out jsonb NOT NULL,
  redriven integer NOT NULL DEFAULT 0,
  ended integer NOT NULL DEFAULT 0,
  failed integer NOT NULL DEFAULT 0,
  dead_before timestamptz NOT NULL,
  cursor_at timestamptz NOT NULL DEFAULT '-infinity',
  cursor_id uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
  is_through boolean NOT NULL DEFAULT false,
  watched_id uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
  paid_until timestamptz NOT NULL DEFAULT now(),
  last_redriven_at timestamptz NOT NULL DEFAULT now(),
  turn_at timestamptz DEFAULT now(),
  created_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  PRIMARY KEY (tenant_id, id)
);
COMMENT ON COLUMN redrive_run.sample_every IS 'canaries are every so-manieth of what may be redriven';
COMMENT ON COLUMN redrive_run.cursor_at IS 'with cursor_id: the last dead letter that was looked at';
COMMENT ON COLUMN redrive_run.watched_id IS 'the last delivery under way that was looked at';
COMMENT ON COLUMN redrive_run.paid_until IS 'how far its rate is used up';
COMMENT ON COLUMN redrive_run.turn_at IS 'its next step; null when there is nothing left to do or to watch';
CREATE INDEX redrive_run_turn ON redrive_run (turn_at) WHERE turn_at IS NOT NULL;

ALTER TABLE redrive ADD COLUMN run_id uuid, ADD COLUMN ended boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN redrive.ended IS 'whether its run has seen it come to an end';
CREATE INDEX redrive_under_way ON redrive (run_id, delivery_id) WHERE run_id IS NOT NULL AND NOT ended;
`;

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(DEAD_LETTERS).execute(db);
  await sql.raw(REDRIVES).execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(
      `DROP TABLE redrive_run;
       ALTER TABLE redrive DROP COLUMN run_id, DROP COLUMN ended;
       DROP TRIGGER dead_letter_described ON dead_letter;
       DROP FUNCTION describe_dead_letter;
       ALTER TABLE dead_letter DROP COLUMN template_key, DROP COLUMN template_version,
         DROP COLUMN expires_at;`,
    )
    .execute(db);
};
