import type { Database } from '../database.ts';

/** A request that was made by `carillon.notify` and has committed. */
export interface Submission {
  /** The notification's, or with a topic the batch's. */
  readonly id: string;
  readonly tenantId: string;
  /** The body of `POST /notifications`, in JSON. */
  readonly request: string;
  /** How often it was taken, this time included. */
  readonly tries: number;
  /** An api accepted it and died before it could say so. */
  readonly isStored: boolean;
}

/**
 * Takes what waits, the oldest first and each for one process at a time: it is nobody else's for so long,
 * more than an acceptance may last. What is not settled by then is taken again.
 */
export const takeSubmissions = async (
  database: Database,
  { limit, seconds }: { readonly limit: number; readonly seconds: number },
): Promise<Submission[]> => {
  const { rows } = await database.pool.query<Submission>(
    `WITH taken AS (
       UPDATE carillon.submission SET tries = least(tries, 30000) + 1, due_at = now() + make_interval(secs => $2)
       WHERE id IN (SELECT id FROM carillon.submission WHERE due_at <= now() ORDER BY id LIMIT $1
         FOR UPDATE SKIP LOCKED)
       RETURNING id, tenant_id, request, tries
     )
     SELECT id, tenant_id AS "tenantId", request, tries,
       EXISTS (SELECT FROM notification n WHERE n.tenant_id = taken.tenant_id AND n.id = taken.id)
       OR EXISTS (SELECT FROM batch b WHERE b.tenant_id = taken.tenant_id AND b.id = taken.id) AS "isStored"
     FROM taken ORDER BY id`,
    [limit, seconds],
  );
  return rows;
};
