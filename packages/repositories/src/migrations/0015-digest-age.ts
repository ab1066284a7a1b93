// Digests that nothing follows any more are forgotten; this finds them by their age.
import { sql, type Kysely } from 'kysely';

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw('CREATE INDEX digest_flushed ON digest (flushed_at) WHERE flushed_at IS NOT NULL')
    .execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw('DROP INDEX digest_flushed').execute(db);
};
