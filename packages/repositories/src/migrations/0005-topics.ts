// Topics and their members: who hears a broadcast. A topic has an id beside the key that callers know
// it by, because deleting one has to take no longer than a request may: the row is marked, its key is
// free at once, and a chore removes the members in small steps.
//
// `topic.members` is kept by a trigger, so that it is right whoever adds or removes members (a subscriber
// that is erased leaves his topics by the foreign key), and showing it costs nothing. With it, every
// change of members locks the topic's row; a page of a broadcast holds the same row FOR SHARE, so that a
// member is in it or has left, and never both.
import { sql, type Kysely } from 'kysely';

const TOPICS = `
CREATE TABLE topic (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  tenant_id uuid NOT NULL REFERENCES tenant,
  key text NOT NULL,
  name text,
  members integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  deleted_at timestamptz
);
CREATE UNIQUE INDEX topic_key ON topic (tenant_id, key) WHERE deleted_at IS NULL;
CREATE INDEX topic_newest ON topic (tenant_id, created_at DESC, key DESC) WHERE deleted_at IS NULL;
CREATE INDEX topic_deleted ON topic (id) WHERE deleted_at IS NOT NULL;

CREATE TABLE topic_member (
  topic_id uuid NOT NULL REFERENCES topic,
  subscriber_id text NOT NULL,
  tenant_id uuid NOT NULL,
  joined_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (topic_id, subscriber_id),
  FOREIGN KEY (tenant_id, subscriber_id) REFERENCES subscriber ON DELETE CASCADE
);
CREATE INDEX topic_member_subscriber ON topic_member (tenant_id, subscriber_id);

CREATE FUNCTION count_topic_members() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE topic t SET members = t.members + CASE TG_OP WHEN 'INSERT' THEN c.n ELSE -c.n END
  FROM (SELECT id FROM topic WHERE id IN (SELECT topic_id FROM changed)
      ORDER BY id FOR NO KEY UPDATE) locked
    JOIN (SELECT topic_id, count(*)::int AS n FROM changed GROUP BY topic_id) c
      ON c.topic_id = locked.id
  WHERE t.id = locked.id;
  RETURN NULL;
END $$;
CREATE TRIGGER topic_member_joined AFTER INSERT ON topic_member REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION count_topic_members();
CREATE TRIGGER topic_member_left AFTER DELETE ON topic_member REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION count_topic_members();
`;

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(TOPICS).execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw('DROP TABLE topic_member, topic; DROP FUNCTION count_topic_members;').execute(db);
};
