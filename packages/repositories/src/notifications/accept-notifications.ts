import type { Database } from '../database.ts';
import { inHalves } from '../sql/in-halves.ts';
import { repeatOnConflict, sqlStateOf } from '../sql/repeat-on-conflict.ts';
import { repeatOnLostConnection } from '../sql/repeat-on-lost-connection.ts';
import type { AcceptFlush, AcceptRequest, AcceptResult, StoredAnswer } from './accept-flush.ts';
import { acceptStatement } from './accept-statement.ts';
import { findStoredAnswers } from './find-stored-answers.ts';

/**
 * Writes one flush of the group commit: idempotency keys, batches, notifications, deliveries and
 * dispatches in one statement. When the commit's answer is lost, what was stored is looked up by its
 * ids before the statement is repeated, so nobody is answered before it is known.
 *
 * Requests whose key is taken are left out and reported; so are requests whose data PostgreSQL
 * refuses, found by halving. Throws when PostgreSQL cannot be asked.
 */
export const acceptFlush = async (
  database: Database,
  flush: AcceptFlush,
): Promise<AcceptResult> => {
  const { first, twins } = byKey(flush.requests);
  const lostIds = new Set<string>();
  const refused = new Map<string, unknown>();
  await inHalves(
    first,
    async (requests) => {
      for (const id of await store(database, { requests, dispatches: ridden(flush, requests) })) {
        lostIds.add(id);
      }
    },
    async (request, error) => void refused.set(request.requestId, error),
  );
  const lost = await answersOf(
    database,
    first.filter((r) => lostIds.has(r.requestId)),
  );
  for (const [twin, winner] of twins) {
    const refusal = refused.get(winner.requestId);
    if (refusal !== undefined) refused.set(twin.requestId, refusal);
    else lost.set(twin.requestId, lost.get(winner.requestId) ?? answerOf(winner));
  }
  return { lost, refused };
};

/** Equal keys are joined in memory: of two in one flush, the second takes the first one's answer. */
const byKey = (requests: readonly AcceptRequest[]) => {
  const winners = new Map<string, AcceptRequest>();
  const first: AcceptRequest[] = [];
  const twins: [twin: AcceptRequest, winner: AcceptRequest][] = [];
  for (const request of requests) {
    const key = request.idempotency && `${request.tenantId} ${request.idempotency.key}`;
    const winner = key === null ? undefined : winners.get(key);
    if (winner === undefined) first.push(request);
    else twins.push([request, winner]);
    if (key !== null && winner === undefined) winners.set(key, request);
  }
  return { first, twins };
};

const answerOf = (request: AcceptRequest): StoredAnswer | 'in_progress' =>
  request.idempotency ?? 'in_progress';

/** The dispatches of the whole flush go with its first part; a part after a split writes its own. */
const ridden = (flush: AcceptFlush, requests: readonly AcceptRequest[]) => {
  if (requests.length === flush.requests.length) return flush.dispatches;
  const used = new Set(
    requests.flatMap((r) => r.notifications.flatMap((n) => n.deliveries.map((d) => d.dispatchId))),
  );
  return flush.dispatches.filter((d) => used.has(d.id));
};

const store = async (database: Database, flush: AcceptFlush): Promise<string[]> => {
  const statement = acceptStatement(flush);
  const run = async () => {
    const { rows } = await database.hot.query<{ request_id: string }>(statement);
    return rows.map((r) => r.request_id);
  };
  try {
    return await repeatOnConflict(run);
  } catch (error) {
    if (sqlStateOf(error) !== null) throw error;
    const findLost = () => repeatOnLostConnection(() => lostAmong(database, flush));
    if (await repeatOnLostConnection(() => isStored(database, flush))) return findLost();
    return repeatOnLostConnection(run).catch((repeated: unknown) => {
      // A try was still on its way and has committed after all.
      if (sqlStateOf(repeated) === '23505') return findLost();
      throw repeated;
    });
  }
};

const isStored = async (database: Database, { requests }: AcceptFlush): Promise<boolean> => {
  const { rowCount } = await database.pool.query(
    `SELECT FROM notification WHERE id = ANY ($1::uuid[]) LIMIT 1`,
    [requests.flatMap((r) => r.notifications.map((n) => n.id))],
  );
  return rowCount === 1;
};

const lostAmong = async (database: Database, { requests }: AcceptFlush): Promise<string[]> => {
  const keyed = requests.filter((r) => r.idempotency !== null);
  const { rows } = await database.pool.query<{ request_id: string }>(
    `SELECT request_id FROM idempotency_key WHERE request_id = ANY ($1::uuid[])
       AND (tenant_id, key) IN (SELECT * FROM unnest($2::uuid[], $3::text[]))`,
    [
      keyed.map((r) => r.requestId),
      keyed.map((r) => r.tenantId),
      keyed.map((r) => r.idempotency?.key),
    ],
  );
  const won = new Set(rows.map((r) => r.request_id));
  return keyed.map((r) => r.requestId).filter((id) => !won.has(id));
};

const answersOf = async (
  database: Database,
  requests: readonly AcceptRequest[],
): Promise<Map<string, StoredAnswer | 'in_progress'>> => {
  if (requests.length === 0) return new Map();
  return findStoredAnswers(database, requests);
};
