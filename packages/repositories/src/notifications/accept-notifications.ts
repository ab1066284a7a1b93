import type { Database } from '../database.ts';
import { inHalves } from '../sql/in-halves.ts';
import { repeatOnConflict, sqlStateOf } from '../sql/repeat-on-conflict.ts';
import { repeatOnLostConnection } from '../sql/repeat-on-lost-connection.ts';
import type { AcceptFlush, AcceptRequest, AcceptResult, StoredAnswer } from './accept-flush.ts';
import { acceptStatement } from './accept-statement.ts';
import { findStoredAnswers } from './find-stored-answers.ts';
import { isKeyed, storeKeyed, type StoredKeyed } from './store-keyed.ts';

/**
 * Writes one flush of the group commit: idempotency keys, batches, notifications, deliveries and
 * dispatches in one statement. When the commit's answer is lost, what was stored is looked up by its
 * ids before the statement is repeated, so nobody is answered before it is known.
 *
 * Requests whose key is taken are left out and reported; so are requests whose data PostgreSQL
 * refuses, found by halving. Those with other keys that are unique in time have a transaction of their
 * own, so that the others do not wait for their locks. Throws when PostgreSQL cannot be asked.
 */
export const acceptFlush = async (
  database: Database,
  flush: AcceptFlush,
): Promise<AcceptResult> => {
  const { first, twins } = byKey(flush.requests);
  const lostIds = new Set<string>();
  const refused = new Map<string, unknown>();
  const outrun = new Set<string>();
  const storeAll = (all: readonly AcceptRequest[], run: Store): Promise<void> =>
    inHalves(
      all,
      async (requests) => {
        const part = { requests, dispatches: ridden(flush, requests) };
        const ids = await store(database, part, run);
        if (ids === null) for (const { requestId } of requests) outrun.add(requestId);
        else for (const id of ids) lostIds.add(id);
      },
      async (request, error) => void refused.set(request.requestId, error),
    );
  const keyed = first.filter(isKeyed);
  const plain = keyed.length === 0 ? first : first.filter((request) => !isKeyed(request));
  if (plain.length > 0) await storeAll(plain, storeHot);
  if (keyed.length > 0) {
    await storeAll(keyed, storeKeyed).catch((error: unknown) => {
      if (plain.length === 0) throw error;
      for (const { requestId } of keyed) refused.set(requestId, error);
    });
  }
  const lost = await answersOf(
    database,
    first.filter((r) => lostIds.has(r.requestId)),
  );
  for (const [twin, winner] of twins) {
    const refusal = refused.get(winner.requestId);
    if (refusal !== undefined) refused.set(twin.requestId, refusal);
    else if (outrun.has(winner.requestId)) outrun.add(twin.requestId);
    else lost.set(twin.requestId, lost.get(winner.requestId) ?? answerOf(winner));
  }
  return { lost, refused, outrun };
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

type Store = (database: Database, flush: AcceptFlush) => Promise<StoredKeyed>;

const storeHot: Store = async (database, flush) => {
  const { rows } = await database.hot.query<{ request_id: string }>(acceptStatement(flush));
  return rows.map((r) => r.request_id);
};

const store = async (
  database: Database,
  flush: AcceptFlush,
  storeOnce: Store,
): Promise<StoredKeyed> => {
  const run = () => storeOnce(database, flush);
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
