import type { FieldError } from '@carillon/domain';
import type { Database } from '../database.ts';

/** Why what was asked for is not there. */
export interface Refusal {
  readonly code: string;
  readonly detail: string;
  readonly errors: readonly FieldError[];
  /** Of a duplicate, the notification that was first. */
  readonly firstId: string | null;
}

/** What became of a submission: accepted, refused, or to be tried again in so many seconds. */
export interface SettledSubmission {
  readonly id: string;
  readonly refusal: Refusal | null;
  readonly againInSeconds: number | null;
}

/** Removes what was accepted, keeps the reasons of what was refused, puts the rest off. */
export const settleSubmissions = async (
  database: Database,
  settled: readonly SettledSubmission[],
): Promise<void> => {
  if (settled.length === 0) return;
  await database.pool.query(
    `WITH settled AS (
       SELECT id, refusal, again FROM unnest($1::uuid[], $2::json[], $3::float8[]) AS s(id, refusal, again)
     ), put_off AS (
       UPDATE carillon.submission s SET due_at = now() + make_interval(secs => again)
       FROM settled WHERE s.id = settled.id AND again IS NOT NULL
     ), gone AS (
       DELETE FROM carillon.submission s USING settled WHERE s.id = settled.id AND again IS NULL
       RETURNING s.id, s.tenant_id, refusal
     )
     INSERT INTO carillon.refusal (id, tenant_id, code, detail, errors, first_id)
     SELECT id, tenant_id, refusal->>'code', refusal->>'detail', refusal->'errors', (refusal->>'firstId')::uuid
     FROM gone WHERE refusal IS NOT NULL
     ON CONFLICT (id) DO NOTHING`,
    [
      settled.map(({ id }) => id),
      settled.map(({ refusal }) => refusal && JSON.stringify(refusal)),
      settled.map(({ againInSeconds }) => againInSeconds),
    ],
  );
};
