import { plainArray, textArray } from '../sql/arrays.ts';
import type { Parameters } from '../sql/parameters.ts';
import type { AcceptRequest } from './accept-flush.ts';

const timesOf = (times: readonly (Date | null | undefined)[]): string =>
  plainArray(times.map((time) => time?.getTime() ?? null));

/** The accept's part for broadcasts, which few flushes have: rows are few, so each column is an array. */
export const broadcastsPart = (
  p: Parameters,
  requests: readonly AcceptRequest[],
  notLost: string,
): string => {
  const rows = requests.flatMap((r) => (r.broadcast ? [{ ...r.broadcast, r }] : []));
  return `broadcasts AS (
  INSERT INTO broadcast (tenant_id, batch_id, topic_id, api_key_id, priority, channels,
    scheduled_at, expires_at, request)
  SELECT tenant_id, batch_id, topic_id, api_key_id, priority, channels,
    to_timestamp(scheduled_ms / 1000), to_timestamp(expires_ms / 1000), request::json
  FROM unnest(${p.add(plainArray(rows.map((b) => b.r.tenantId)), 'uuid[]')},
    ${p.add(plainArray(rows.map((b) => b.r.batch?.id ?? null)), 'uuid[]')},
    ${p.add(plainArray(rows.map((b) => b.topicId)), 'uuid[]')},
    ${p.add(plainArray(rows.map((b) => b.r.apiKeyId)), 'uuid[]')},
    ${p.add(plainArray(rows.map((b) => b.rank)), 'smallint[]')},
    ${p.add(plainArray(rows.map((b) => b.channels)), 'smallint[]')},
    ${p.add(timesOf(rows.map((b) => b.scheduledAt)), 'float8[]')},
    ${p.add(timesOf(rows.map((b) => b.expiresAt)), 'float8[]')},
    ${p.add(textArray(rows.map((b) => b.request)), 'text[]')},
    ${p.add(plainArray(rows.map((b) => b.r.requestId)), 'uuid[]')})
    AS b(tenant_id, batch_id, topic_id, api_key_id, priority, channels, scheduled_ms, expires_ms,
       request, request_id)
  ${notLost}
), `;
};
