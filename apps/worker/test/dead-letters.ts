import { DEFAULT_TENANT_ID, type Database } from '@carillon/repositories';

export interface Seed {
  readonly count: number;
  /** Each goes to a path of its own there. */
  readonly origin: string;
  readonly code?: string;
  readonly tenantId?: string;
  /** Of the request: what is not said is as a plain one with one attempt has it. */
  readonly request?: object;
}

const SEED = `
WITH seeded AS MATERIALIZED (
  SELECT n, (lpad(to_hex((extract(epoch FROM now()) * 1000)::bigint), 12, '0') || '70008'
    || left(md5(random()::text), 3) || lpad(to_hex(n), 8, '0')) AS family
  FROM generate_series(1, $1::int) n
), notifications AS (
  INSERT INTO notification (id, tenant_id, expires_at, priority, category, request)
  SELECT (family || '0000')::uuid, $2, now() + interval '72 h', 3, 'transactional', $3::json FROM seeded
), deliveries AS (
  INSERT INTO delivery (id, tenant_id, dispatch_id, due_at, expires_at, channel, status, priority,
    attempts, calls, lease_token, max_attempts, address, provider, last_outcome, last_code)
  SELECT (family || '0001')::uuid, $2, gen_random_uuid(), now(), now() + interval '72 h', 'webhook',
    'failed', 3, 1, 1, 1, 1, $4 || '/' || n, 'webhook', 'permanent_message', $5 FROM seeded
)
SELECT (family || '0001')::uuid AS id FROM seeded`;

const BURY = `
INSERT INTO dead_letter (tenant_id, delivery_id, channel, provider, outcome, code)
SELECT $2, id, 'webhook', 'webhook', 'permanent_message', $3 FROM unnest($1::uuid[]) AS id`;

/** Writes webhooks that were given up, as a worker leaves them. Resolves to the deliveries' ids. */
export const seedDeadLetters = async ({ pool }: Database, seed: Seed): Promise<string[]> => {
  const { count, origin, code = 'http_400', tenantId = DEFAULT_TENANT_ID, request = {} } = seed;
  const asked = {
    to: { webhookUrl: origin },
    channels: ['webhook'],
    content: { body: 'Hello' },
    priority: 'normal',
    deliveryMode: 'at_least_once',
    category: 'transactional',
    retry: { maxAttempts: 1 },
    ...request,
  };
  const values = [count, tenantId, JSON.stringify(asked), origin, code];
  const { rows } = await pool.query<{ id: string }>(SEED, values);
  const ids = rows.map(({ id }) => id);
  await pool.query(BURY, [ids, tenantId, code]);
  return ids;
};

/** How many dead letters there are with this code. */
export const countDead = async ({ pool }: Database, code: string): Promise<number> => {
  const { rows } = await pool.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM dead_letter WHERE code = $1',
    [code],
  );
  return rows[0]?.n ?? 0;
};
