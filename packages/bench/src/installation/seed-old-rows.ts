import pg from 'pg';

export interface OldRows {
  /** Notifications, each with a delivery and an attempt. */
  readonly count: number;
  /** The days before today that they are spread over. */
  readonly days: number;
  readonly say: (line: string) => void;
}

/** As many as there are cores to write them. */
const CONNECTIONS = 2;

const PARTITIONS = `
SELECT ensure_partition(parent::regclass, (now() - $1 * interval '1 day')::date, 100)
FROM unnest(ARRAY['notification', 'delivery', 'attempt']) AS parent`;

// Ids as they are made: milliseconds of that day in order, random bits, and an ordinal at the end.
const INSERT = `
WITH old AS MATERIALIZED (
  SELECT i, at, lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7'
      || substr(md5(i::text || at::text), 1, 15) AS family
  FROM generate_series(1, $2::int) AS i CROSS JOIN LATERAL (
    SELECT (now() - $1 * interval '1 day')::date + i * (interval '1 day' / ($2 + 1)) AS at) t
), n AS (
  INSERT INTO notification (id, tenant_id, expires_at, priority, category, request)
  SELECT (family || '0000')::uuid, $3::uuid, at + interval '3 days', 3, 'transactional',
    json_build_object('to', json_build_object('email', 'person' || i || '@example.com'),
      'channels', '["email"]'::json, 'content', json_build_object('title', 'Order shipped', 'body',
      'Your order ' || i || ' has shipped.'), 'priority', 'normal', 'category', 'transactional',
      'deliveryMode', 'at_least_once')
  FROM old
), d AS (
  INSERT INTO delivery (id, tenant_id, dispatch_id, due_at, expires_at, sent_at, updated_at, lease_token,
    lease_until, channel, status, priority, attempts, calls, max_attempts, address, provider,
    provider_message_id, last_outcome)
  SELECT (family || '0001')::uuid, $3::uuid, '00000000-0000-0000-0000-000000000000', at,
    at + interval '3 days', at, at, 1, at, 'email', 'sent', 3, 1, 1, 5, 'person' || i || '@example.com',
    'noop', family, 'accepted'
  FROM old
)
INSERT INTO attempt (delivery_id, lease_token, tenant_id, started_at, duration_ms, number, counted,
  outcome, provider, response, provider_message_id)
SELECT (family || '0001')::uuid, 1, $3::uuid, at, 5, 1, true, 'accepted', 'noop', '250 ok', family FROM old`;

const connect = async (url: string): Promise<pg.Client> => {
  const client = new pg.Client(url);
  await client.connect();
  await client.query('SET synchronous_commit = off');
  return client;
};

/** Fills past days with notifications of a tenant that were sent, and brings the statistics up to date. */
export const seedOldRows = async (
  url: string,
  tenantId: string,
  { count, days, say }: OldRows,
): Promise<void> => {
  const aDay = Math.ceil(count / days);
  const left = Array.from({ length: days }, (_, i) => i + 1);
  let done = 0;
  const work = async (): Promise<void> => {
    const client = await connect(url);
    for (let day = left.pop(); day !== undefined; day = left.pop()) {
      await client.query(PARTITIONS, [day]);
      await client.query(INSERT, [day, aDay, tenantId]);
      done += aDay;
      say(`  ${done.toLocaleString('en')} of ${count.toLocaleString('en')} old notifications`);
    }
    await client.end();
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, work));
  const client = await connect(url);
  await client.query('VACUUM (ANALYZE) notification, delivery, attempt');
  await client.query('CHECKPOINT');
  await client.end();
};
