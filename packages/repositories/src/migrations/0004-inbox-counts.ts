// How full an inbox is, kept beside its version: reading the counts is one row however many items there
// are (counting 10,000 items took 2.8 ms, this takes 0.2 ms, and a stream asks with every change).
//
// Triggers keep them, one per statement: whoever adds, marks or removes items cannot leave them out, and
// they are those of the same transaction. The version is raised by the writer, because the rows that he
// changes carry it.
//
// The index serves "what has changed since version n", which is how a stream resumes.
import { sql, type Kysely } from 'kysely';

const COLUMNS = `
ALTER TABLE subscriber
  ADD COLUMN inbox_unread integer NOT NULL DEFAULT 0,
  ADD COLUMN inbox_unseen integer NOT NULL DEFAULT 0,
  ADD COLUMN inbox_total integer NOT NULL DEFAULT 0;
COMMENT ON COLUMN subscriber.inbox_unread IS 'items neither read nor archived; kept by triggers of inbox_item';
COMMENT ON COLUMN subscriber.inbox_unseen IS 'items neither seen nor archived; kept by triggers of inbox_item';
`;

const UNREAD = 'read_at IS NULL AND archived_at IS NULL';
const UNSEEN = 'seen_at IS NULL AND archived_at IS NULL';

const BACKFILL = `
UPDATE subscriber s SET inbox_total = c.total, inbox_unread = c.unread, inbox_unseen = c.unseen
FROM (SELECT tenant_id, subscriber_id, count(*) AS total, count(*) FILTER (WHERE ${UNREAD}) AS unread,
    count(*) FILTER (WHERE ${UNSEEN}) AS unseen
  FROM inbox_item GROUP BY 1, 2) c
WHERE s.tenant_id = c.tenant_id AND s.id = c.subscriber_id;
`;

const ADDED = 'SELECT 1 AS sign, added.* FROM added';
const REMOVED = 'SELECT -1 AS sign, removed.* FROM removed';

const keeper = (operation: string, tables: string, rows: string): string => `
CREATE FUNCTION count_inbox_${operation}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE subscriber s SET inbox_total = s.inbox_total + c.total,
    inbox_unread = s.inbox_unread + c.unread, inbox_unseen = s.inbox_unseen + c.unseen
  FROM (SELECT tenant_id, subscriber_id, sum(sign) AS total,
      coalesce(sum(sign) FILTER (WHERE ${UNREAD}), 0) AS unread,
      coalesce(sum(sign) FILTER (WHERE ${UNSEEN}), 0) AS unseen
    FROM (${rows}) i GROUP BY 1, 2) c
  WHERE s.tenant_id = c.tenant_id AND s.id = c.subscriber_id
    AND (c.total <> 0 OR c.unread <> 0 OR c.unseen <> 0);
  RETURN NULL;
END $$;
CREATE TRIGGER count_inbox_${operation} AFTER ${operation} ON inbox_item REFERENCING ${tables}
  FOR EACH STATEMENT EXECUTE FUNCTION count_inbox_${operation}();
`;

const TRIGGERS = [
  keeper('insert', 'NEW TABLE AS added', ADDED),
  keeper('update', 'NEW TABLE AS added OLD TABLE AS removed', `${ADDED} UNION ALL ${REMOVED}`),
  keeper('delete', 'OLD TABLE AS removed', REMOVED),
].join('');

const INDEX =
  'CREATE INDEX inbox_item_version ON inbox_item (tenant_id, subscriber_id, version, id)';

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const part of [COLUMNS, BACKFILL, TRIGGERS, INDEX]) await sql.raw(part).execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(
      `DROP INDEX inbox_item_version;
       DROP FUNCTION count_inbox_insert, count_inbox_update, count_inbox_delete CASCADE;
       ALTER TABLE subscriber DROP COLUMN inbox_unread, DROP COLUMN inbox_unseen, DROP COLUMN inbox_total;`,
    )
    .execute(db);
};
