import { idBounds, plainArray } from '../sql/arrays.ts';
import { parameters, type Parameters } from '../sql/parameters.ts';
import { type Columns, rowsOf } from '../sql/rows-of.ts';
import type { Statement } from '../notifications/accept-statement.ts';
import { TOLD_OF_DEAD_LETTER } from '../events/dead-letter-events.ts';
import { itemsPart } from './record-items.ts';
import type { RecordedResult } from './recorded-result.ts';
import { resultEvents, TOLD_OF_RESULT } from './result-events.ts';
import { DEAD_DEVICES, unwantedPart } from './unwanted-part.ts';

const RESULTS: Columns<RecordedResult> = {
  own: [
    { name: 'id', type: 'uuid', of: (r) => r.deliveryId },
    { name: 'token', type: 'int', of: (r) => r.leaseToken },
    { name: 'started_at', type: 'time', of: (r) => r.attempt.startedAt.getTime() },
    { name: 'duration_ms', type: 'int', of: (r) => Math.round(r.attempt.durationMs) },
  ],
  shared: [
    [{ name: 'tenant_id', type: 'uuid', of: (r) => r.tenantId }],
    [
      { name: 'status', type: 'delivery_status', of: (r) => r.status },
      { name: 'delay_ms', type: 'float8', of: (r) => r.delayMs },
      { name: 'keeps_dispatch', type: 'boolean', of: (r) => r.keepsDispatch },
      { name: 'code', type: 'text', of: (r) => r.code },
      { name: 'rescued', type: 'boolean', of: (r) => r.rescued },
      { name: 'suppress', type: 'boolean', of: (r) => r.suppress !== null },
      { name: 'suppress_days', type: 'int', of: (r) => r.suppress?.days ?? null },
      { name: 'outcome', type: 'outcome', of: (r) => r.attempt.outcome },
      { name: 'counted', type: 'boolean', of: (r) => r.attempt.counted },
      { name: 'fold', type: 'boolean', of: (r) => r.attempt.fold },
      { name: 'number', type: 'smallint', of: (r) => r.attempt.number },
      { name: 'provider', type: 'text', of: (r) => r.attempt.provider },
      { name: 'account_id', type: 'uuid', of: (r) => r.attempt.accountId },
      { name: 'attempt_code', type: 'text', of: (r) => r.attempt.code },
      { name: 'message', type: 'text', of: (r) => r.attempt.message },
    ],
    [{ name: 'response', type: 'text', of: (r) => r.attempt.response }],
    [{ name: 'message_id', type: 'text', of: (r) => r.attempt.providerMessageId }],
  ],
};

interface Changed {
  readonly ids: string;
  readonly low: string;
  readonly high: string;
  /** Whether events are told of them. */
  readonly tells: boolean;
}

// The fence: a result counts for the lease it was made under. The one exception is a late acceptance:
// the delivery was rescued (which raised its token by one) and has not been claimed again.
const UPDATE = ({ ids, low, high, tells }: Changed): string => `u AS (
  UPDATE delivery d SET status = r.status, updated_at = now(),
    due_at = CASE r.status WHEN 'retrying'
      THEN least(now() + r.delay_ms * interval '1 ms', d.expires_at) ELSE d.due_at END,
    dispatch_id = CASE WHEN r.status = 'retrying' AND NOT r.keeps_dispatch THEN NULL
      ELSE coalesce(d.dispatch_id, '00000000-0000-0000-0000-000000000000') END,
    lease_token = d.lease_token + r.rescued::int, crashes = d.crashes + r.rescued::int,
    attempts = d.attempts - (NOT r.counted)::int,
    uncounted_streak = CASE WHEN r.counted THEN 0 ELSE d.uncounted_streak + 1 END,
    sent_at = CASE WHEN r.status IN ('sent', 'delivered') THEN now() ELSE d.sent_at END,
    delivered_at = CASE r.status WHEN 'delivered' THEN now() ELSE d.delivered_at END,
    provider = coalesce(r.provider, d.provider),
    provider_message_id = coalesce(r.message_id, d.provider_message_id),
    last_outcome = r.outcome, last_code = r.code, last_message = r.message
  FROM r
  WHERE d.id = r.id AND d.id = ANY (${ids}) AND d.id >= ${low} AND d.id <= ${high} AND d.tenant_id = r.tenant_id
    AND ((d.status = 'sending' AND d.lease_token = r.token)
      OR (r.outcome = 'accepted' AND d.status = 'retrying' AND d.lease_token = r.token + 1))
  RETURNING d.channel, d.address, d.provider AS last_provider, ${tells ? TOLD_OF_RESULT : ''}
    d.lease_token = r.token + r.rescued::int AS in_time, r.*
)`;

// A result that came in time is its lease's only attempt row, so nothing can be in its way. Of others
// the rescuer has written one, which is told what really happened.
const ATTEMPT_COLUMNS = `delivery_id, lease_token, tenant_id, started_at, duration_ms, number, counted,
    outcome, provider, provider_account_id, code, message, response, provider_message_id`;
const ATTEMPT = `SELECT id, token, tenant_id, started_at, duration_ms, number, counted, outcome, provider,
    account_id, attempt_code, message, response, message_id`;
const attemptsPart = (folds: boolean): string => `a AS (
  INSERT INTO attempt (${ATTEMPT_COLUMNS})
  ${ATTEMPT} FROM u WHERE in_time AND ${folds ? 'id NOT IN (SELECT delivery_id FROM f)' : 'NOT fold'}
), late AS (
  INSERT INTO attempt AS a (${ATTEMPT_COLUMNS})
  ${ATTEMPT} FROM r WHERE NOT fold AND (id, token) NOT IN (SELECT id, token FROM u WHERE in_time)
  ON CONFLICT (delivery_id, lease_token) DO UPDATE SET outcome = excluded.outcome, code = excluded.code,
    message = excluded.message, response = excluded.response, duration_ms = excluded.duration_ms,
    provider_message_id = excluded.provider_message_id, provider = excluded.provider,
    provider_account_id = excluded.provider_account_id, late = true
    WHERE a.code = 'worker_lost' AND excluded.code IS DISTINCT FROM 'worker_lost'
)`;

// Into a row of the same account that ended the same way; else the call gets a row of its own. Only
// where a row folds: the planner looks at every partition of the attempts.
const FOLDS = `f AS (
  UPDATE attempt a SET repeats = a.repeats + 1, code = u.attempt_code, message = u.message,
    response = u.response, duration_ms = u.duration_ms
  FROM u WHERE u.fold AND u.in_time AND a.delivery_id = u.id AND a.outcome = u.outcome
    AND a.provider_account_id IS NOT DISTINCT FROM u.account_id
    AND a.lease_token = (SELECT max(b.lease_token) FROM attempt b WHERE b.delivery_id = u.id)
  RETURNING a.delivery_id
)`;

const DEAD = `dead AS (
  INSERT INTO dead_letter (tenant_id, delivery_id, channel, provider, outcome, code, message)
  SELECT tenant_id, id, channel, last_provider, outcome, coalesce(code, 'unknown'), message
  FROM u WHERE status = 'failed'
  ON CONFLICT (tenant_id, delivery_id) DO NOTHING
  RETURNING ${TOLD_OF_DEAD_LETTER}
)`;

const endedPart = (p: Parameters, dispatchIds: readonly string[]): string =>
  `ended AS (DELETE FROM dispatch WHERE id = ANY (${p.add(plainArray(dispatchIds), 'uuid[]')}))`;

export interface RecordStatement extends Statement {
  /** False with folds, items or devices: they look things up by nested loops. */
  readonly isHot: boolean;
}

/**
 * The record's one statement: states, attempts, dead letters, suppressions, inbox items, ended jobs and
 * events.
 */
export const recordStatement = (
  rows: readonly RecordedResult[],
  endedDispatchIds: readonly string[],
): RecordStatement => {
  const p = parameters();
  const results = rowsOf(p, rows, RESULTS);
  const [low, high] = idBounds(rows.map((r) => r.deliveryId));
  const folds = rows.some((r) => r.attempt.fold);
  const items = rows.some((r) => r.item !== null);
  const collapses = rows.some((r) => r.item?.collapseKey !== undefined);
  const devices = rows.some((r) => r.suppress?.device === true);
  const dies = rows.some((r) => r.status === 'failed');
  const suppresses = rows.some((r) => r.suppress !== null);
  const tells = rows.some((r) => r.tellsEvents === true);
  // What no row of the group needs is left out: it was a tenth of a lone result's statement.
  const extras = {
    dead: dies && DEAD,
    unwanted: suppresses && unwantedPart(devices),
    devices: devices && DEAD_DEVICES,
    items: items && !collapses && itemsPart(p, rows, collapses),
    collapsingItems: collapses && itemsPart(p, rows, collapses),
    ended: endedDispatchIds.length > 0 && endedPart(p, endedDispatchIds),
    events: tells && resultEvents({ dies, suppresses }),
  };
  const wanted = Object.entries(extras).filter(([, text]) => text !== false);
  const parts = [
    `r AS MATERIALIZED (${results.sql})`,
    UPDATE({ ids: '$1', low: p.add(low, 'uuid'), high: p.add(high, 'uuid'), tells }),
    ...(folds ? [FOLDS] : []),
    attemptsPart(folds),
    ...wanted.map(([, text]) => text),
  ];
  return {
    name: [
      'record',
      results.shape,
      ...(folds ? ['folds'] : []),
      ...wanted.map(([extra]) => extra),
    ].join('-'),
    text: `WITH ${parts.join(', ')} SELECT id FROM u`,
    values: p.values,
    isHot: !folds && !items && !devices,
  };
};
